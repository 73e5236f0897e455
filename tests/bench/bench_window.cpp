// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <unistd.h>

#include <algorithm>
#include <ctime>

#include "core/base/memory_use.h"
#include "core/base/strings.h"
#include "core/engine/runner_loader.h"
#include "ui/files/opener.h"
#include "ui/main_window.h"

namespace saliscope {

namespace {

constexpr double limitMilliseconds = 16;
constexpr int longMilliseconds = 60000;

/// Measures, by a timer of 4 ms, how long the event loop does not come round.
class LoopWatch
{
public:
    LoopWatch()
    {
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            m_gaps << double(m_clock.nsecsElapsed()) / 1e6;
            m_clock.start();
        });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_clock.start();
        m_timer.start(4);
    }

    /// The longest gap so far in ms; says how they are spread.
    double longest(const char* during)
    {
        tell(during);
        return m_gaps.back();
    }
    /// What 99 of 100 gaps stay below.
    double nearlyLongest(const char* during)
    {
        tell(during);
        return m_gaps[m_gaps.size() * 99 / 100];
    }

private:
    void tell(const char* during)
    {
        std::sort(m_gaps.begin(), m_gaps.end());
        qInfo("%s: %d rounds, median %.1f ms, 99 %% %.1f ms, longest %.1f ms", during, int(m_gaps.size()),
              m_gaps[m_gaps.size() / 2], m_gaps[m_gaps.size() * 99 / 100], m_gaps.back());
    }

    QTimer m_timer;
    QElapsedTimer m_clock;
    QList<double> m_gaps;
};

/// Milliseconds since this process began.
double processAge()
{
    QFile file(u"/proc/self/stat"_s);
    file.open(QIODevice::ReadOnly);
    const QList<QByteArray> fields = file.readAll().split(')').last().split(' ');
    constexpr int startTime = 20; // Behind the name; in clock ticks since the machine was started.
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return 1e3 * (double(now.tv_sec) + double(now.tv_nsec) * 1e-9 -
                  fields[startTime].toDouble() / double(sysconf(_SC_CLK_TCK)));
}

} // namespace

/// How soon the real window is there, and how free it stays while the real module computes on every core.
/// Waits by signals: QTRY_VERIFY sleeps 10 ms a turn, which would be all that is measured.
class BenchWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windowAndFirstPredictionComeSoon() // First, for it counts from the start of the process.
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"settings.ini"_s));
        Engine engine(openRunner);
        SessionDocument document;
        MainWindow window(engine, document, settings);
        window.resize(1440, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const double visible = processAge();
        window.openFiles(Opener::samples().filter(u"koala"_s));
        QVERIFY(QSignalSpy(&engine, &Engine::predicted).wait(longMilliseconds));
        const double predicted = processAge();
        qInfo("window visible after %.0f ms, first prediction after %.0f ms", visible, predicted);
        QVERIFY(visible < 500 && predicted < 2000);
    }

    void theLoopComesRoundWhileTheModuleComputes()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"settings.ini"_s));
        Engine engine(openRunner);
        SessionDocument document;
        MainWindow window(engine, document, settings);
        window.resize(1440, 900);
        window.show();
        window.openFiles(Opener::samples().filter(u"koala"_s));
        QVERIFY(QSignalSpy(&engine, &Engine::previewed).wait(longMilliseconds));
        {
            LoopWatch watch;
            QVERIFY(QSignalSpy(&engine, &Engine::explained).wait(longMilliseconds));
            QVERIFY(watch.longest("SmoothGrad") <= limitMilliseconds);
        }
        window.findChild<QAction*>(u"workspaceAscend"_s)->trigger();
        window.findChild<QAction*>(u"ascentRun"_s)->trigger();
        QVERIFY(QSignalSpy(&engine, &Engine::ascentFrame).wait(longMilliseconds));
        LoopWatch watch;
        for (int i = 0; i < 60; ++i)
            QVERIFY(QSignalSpy(&engine, &Engine::ascentFrame).wait(longMilliseconds));
        QVERIFY(watch.longest("ascent") <= limitMilliseconds);
    }

    /// Noise by samples, six of each.
    void theLoopComesRoundWhileABoardOfThirtySixIsComputed()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"settings.ini"_s));
        Engine engine(openRunner);
        SessionDocument document;
        MainWindow window(engine, document, settings);
        window.resize(1440, 900);
        window.show();
        window.openFiles(Opener::samples().filter(u"koala"_s));
        QVERIFY(QSignalSpy(&engine, &Engine::explained).wait(longMilliseconds));
        window.findChild<QAction*>(u"workspaceCompare"_s)->trigger();
        QList<BoardPanel> panels;
        for (const int n : {5, 10, 15, 20, 25, 30}) {
            for (const double noise : {0.05, 0.1, 0.15, 0.2, 0.25, 0.3}) {
                BoardPanel panel{document.explainRecipe(), {}, {}};
                panel.recipe.params = {{u"n"_s, n}, {u"noise"_s, noise}};
                panels << panel;
            }
        }
        const qint64 memoryBefore = residentMemory();
        QSignalSpy made(&engine, &Engine::mapMade);
        QSignalSpy previewed(&engine, &Engine::mapPreviewed);
        QElapsedTimer clock;
        clock.start();
        LoopWatch watch;
        document.addPanels(panels, 6);
        QVERIFY(made.wait(longMilliseconds));
        const qint64 first = clock.elapsed();
        while (made.size() < panels.size())
            QVERIFY(made.wait(longMilliseconds));
        qInfo("board: first map after %lld ms, all %lld after %lld ms, %lld previews, memory %lld MB before "
              "and %lld MB after",
              (long long)first, (long long)made.size(), (long long)clock.elapsed(),
              (long long)previewed.size(), (long long)(memoryBefore / 1'000'000),
              (long long)(residentMemory() / 1'000'000));
        QVERIFY(watch.nearlyLongest("board") <= limitMilliseconds);
        QVERIFY(first < 1000);
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::BenchWindow)
#include "bench_window.moc"

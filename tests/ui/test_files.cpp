// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>
#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>
#include <QTimer>
#include <QUrl>

#include <ctime>

#include "core/imaging/npy.h"
#include "tests/ui/window_fixture.h"
#include "ui/drop_overlay.h"
#include "ui/welcome_page.h"
#include "ui/widgets/message_bar.h"

namespace saliscope {

using test::WindowFixture;

namespace {

void setFiles(QMimeData& data, const QStringList& paths)
{
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
}

void drop(QWidget& window, const QStringList& paths)
{
    QMimeData data;
    setFiles(data, paths);
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &event);
}

double threadMilliseconds()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return double(used.tv_sec) * 1e3 + double(used.tv_nsec) * 1e-6;
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestWindowFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWelcomePageShowsWhileNothingIsOpen()
    {
        WindowFixture f;
        auto* welcome = f.window.findChild<WelcomePage*>();
        QVERIFY(welcome->isVisible());
        f.addPhoto();
        QVERIFY(!welcome->isVisible());
        f.trigger("closeImage");
        QVERIFY(welcome->isVisible());
    }

    void aSampleOpensFromTheWelcomePage()
    {
        WindowFixture f;
        auto* sample = f.find<QAbstractButton>("sample.0");
        QVERIFY(sample);
        sample->click();
        QTRY_COMPARE(f.document.session().pictures.size(), 1);
    }

    void theVeryFirstStartShowsASample()
    {
        WindowFixture f;
        f.window.openFiles({});
        QTRY_COMPARE(f.document.session().pictures.size(), 1);
        QVERIFY(f.window.findChild<MessageBar*>()->text().contains(u"sample"_s));
        QTRY_VERIFY(f.isSettled());
        QVERIFY(f.settings.value(Setting::Started).toBool());
        QVERIFY(!f.window.isWindowModified());
        QVERIFY(!f.find<QAction>("undo")->isEnabled());
    }

    void whatWasSaidAboutEarlierFilesGoes()
    {
        WindowFixture f;
        auto* bar = f.window.findChild<MessageBar*>();
        f.window.openFiles({});
        QTRY_COMPARE(f.document.session().pictures.size(), 1);
        QVERIFY(bar->isVisible());
        f.window.openFiles({f.savePhoto(u"own.png"_s)});
        QVERIFY(bar->isHidden());
        f.window.openFiles({f.folder.filePath(u"gone.png"_s)});
        QTRY_VERIFY(bar->isVisible());
        f.window.dialogs().setNextAnswer({f.savePhoto(u"own.png"_s)});
        f.trigger("openImages");
        QVERIFY(bar->isHidden());
    }

    void droppedPhotosOpenTogether()
    {
        WindowFixture f;
        drop(f.window, {f.savePhoto(u"one.png"_s), f.savePhoto(u"two.png"_s, Qt::green)});
        QTRY_COMPARE(f.document.session().pictures.size(), 2);
        QCOMPARE(f.document.undoStack().count(), 1);
    }

    void aDroppedFolderOpensItsPhotos()
    {
        WindowFixture f;
        QDir(f.folder.path()).mkdir(u"photos"_s);
        f.savePhoto(u"photos/b.png"_s);
        f.savePhoto(u"photos/a.png"_s);
        drop(f.window, {f.folder.filePath(u"photos"_s)});
        QTRY_COMPARE(f.document.session().pictures.size(), 2);
        QCOMPARE(f.document.session().pictures.first().picture.name, u"a"_s);
    }

    void aDroppedModelIsOpened()
    {
        WindowFixture f;
        const QString path = f.folder.filePath(u"net.pt2"_s);
        write(path, "model");
        drop(f.window, {path});
        QTRY_COMPARE(f.document.session().model.path, path);
        f.trigger("undo");
        QVERIFY(f.document.session().model.path.isEmpty());
    }

    void aBrokenModelLeavesTheOneInUse()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const QString path = f.folder.filePath(u"net.pt2"_s);
        write(path, "model");
        f.control->setFailure(
            Error{ErrorCode::ModelBroken, u"The model is broken"_s, {}, u"Export it again."_s});
        drop(f.window, {path});
        const auto* bar = f.window.findChild<MessageBar*>();
        QTRY_VERIFY(bar->text().contains(u"The model is broken"_s));
        QVERIFY(f.document.session().model.path.isEmpty());
        QVERIFY(f.isSettled());
        QCOMPARE(f.find<QAbstractButton>("modelButton")->text(), u"Fake model"_s);
        f.control->setFailure({});
        drop(f.window, {path});
        QTRY_COMPARE(f.document.session().model.path, path);
        QTRY_VERIFY(f.isSettled());
        QVERIFY(!bar->isVisible());
    }

    void aFileOfTheWrongTypeSaysWhy()
    {
        WindowFixture f;
        const QString path = f.folder.filePath(u"notes.txt"_s);
        write(path, "text");
        drop(f.window, {path});
        const QString message = f.window.findChild<MessageBar*>()->text();
        QVERIFY2(message.contains(u"notes.txt"_s) && message.contains(u".pt2"_s), qPrintable(message));
        QVERIFY(f.document.session().pictures.isEmpty());
    }

    void draggingSaysWhatDroppingDoes_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("text");
        QTest::newRow("photo") << QStringList{u"a.png"_s} << u"Drop to open photo"_s;
        QTest::newRow("photos") << QStringList{u"a.png"_s, u"b.jpg"_s} << u"Drop to open 2 photos"_s;
        QTest::newRow("model") << QStringList{u"a.pt2"_s} << u"Drop to open model"_s;
        QTest::newRow("both") << QStringList{u"a.png"_s, u"a.pt2"_s} << u"Drop to open photos and model"_s;
        QTest::newRow("folder") << QStringList{u"."_s} << u"Drop to open the folder’s photos"_s;
        QTest::newRow("wrong") << QStringList{u"a.xyz"_s} << u"Saliscope cannot open .xyz"_s;
    }
    void draggingSaysWhatDroppingDoes()
    {
        QFETCH(QStringList, names);
        QFETCH(QString, text);
        WindowFixture f;
        QStringList paths;
        for (const QString& name : names) {
            paths << f.folder.filePath(name);
            if (name != u"."_s)
                write(paths.last(), "bytes");
        }
        QMimeData data;
        setFiles(data, paths);
        auto* overlay = f.window.findChild<DropOverlay*>();
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.window, &enter);
        QCOMPARE(overlay->text(), text);
        QCOMPARE(overlay->size(), f.window.size());
        QCOMPARE(enter.dropAction() == Qt::IgnoreAction, text.contains(u"cannot"_s));
        QDragLeaveEvent leave;
        QApplication::sendEvent(&f.window, &leave);
        QVERIFY(overlay->isHidden());
    }

    void openingALargePhotoLeavesTheWindowFree_data()
    {
        QTest::addColumn<bool>("isPasted");
        QTest::newRow("file") << false;
        QTest::newRow("paste") << true;
    }
    /// Counts the processor time of the window's own thread, which other programs do not lengthen, between
    /// two turns of its event loop.
    void openingALargePhotoLeavesTheWindowFree()
    {
        QFETCH(bool, isPasted);
        WindowFixture f;
        f.window.openFiles({f.savePhoto(u"small.png"_s)});
        QTRY_VERIFY(f.isSettled());
        QImage large(4000, 3000, QImage::Format_RGB32);
        for (int y = 0; y < large.height(); ++y) {
            auto* line = reinterpret_cast<QRgb*>(large.scanLine(y));
            for (int x = 0; x < large.width(); ++x)
                line[x] = qRgb(x * 7, y * 5, x * y);
        }
        const QString path = f.folder.filePath(u"large.jpg"_s);
        large.save(path);
        double longest = 0;
        double before = threadMilliseconds();
        QTimer turn;
        connect(&turn, &QTimer::timeout, this, [&] {
            longest = std::max(longest, threadMilliseconds() - before);
            before = threadMilliseconds();
        });
        turn.start(0);
        if (isPasted) {
            QApplication::clipboard()->setImage(large);
            f.trigger("paste");
        } else {
            drop(f.window, {path});
        }
        QCOMPARE(f.document.session().pictures.size(), 1);
        QTRY_COMPARE(f.document.session().pictures.size(), 2);
        QTRY_VERIFY(f.isSettled());
        f.window.grab(); // what the first paint makes counts too
        QTRY_VERIFY(longest > 0);
        qInfo("longest turn of the event loop: %.1f ms", longest);
        QVERIFY2(longest < 60, qPrintable(QString::number(longest)));
    }

    void aBrokenPhotoSaysWhy()
    {
        WindowFixture f;
        const QString path = f.folder.filePath(u"broken.png"_s);
        write(path, "no picture");
        drop(f.window, {path});
        auto* bar = f.window.findChild<MessageBar*>();
        QTRY_VERIFY(bar->text().contains(u"broken"_s));
        f.find<QAbstractButton>("closeMessage")->click();
        QVERIFY(bar->isHidden());
    }

    void aPastedPictureOpens()
    {
        WindowFixture f;
        QApplication::clipboard()->setImage(test::fakePicture(Qt::blue, u"blue"_s).pixels);
        f.trigger("paste");
        QTRY_COMPARE(f.document.session().pictures.size(), 1);
        QVERIFY(f.document.session().currentPicture()->picture.path.isEmpty());
    }

    void pastedBytesOfAPictureOpen()
    {
        WindowFixture f;
        QByteArray bytes;
        QBuffer buffer(&bytes);
        test::fakePicture(Qt::blue, u"blue"_s).pixels.save(&buffer, "PNG");
        auto* data = new QMimeData;
        data->setData(u"image/png"_s, bytes);
        QApplication::clipboard()->setMimeData(data);
        f.trigger("paste");
        QTRY_COMPARE(f.document.session().pictures.size(), 1);
        data = new QMimeData;
        data->setData(u"image/png"_s, bytes.left(40));
        QApplication::clipboard()->setMimeData(data);
        f.trigger("paste");
        QTRY_VERIFY(f.window.findChild<MessageBar*>()->text().contains(u"Pasted picture 2"_s));
    }

    void openingByDialogRemembersFolderAndFile()
    {
        WindowFixture f;
        const QString path = f.savePhoto(u"one.png"_s);
        f.window.dialogs().setNextAnswer({path});
        f.trigger("openImages");
        QTRY_COMPARE(f.document.session().pictures.size(), 1);
        QCOMPARE(f.settings.value(Setting::ImageFolder).toString(), f.folder.path());
        QCOMPARE(f.settings.value(Setting::RecentImages).toStringList(), QStringList{path});
    }

    void theFigureIsExported_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QByteArray>("magic");
        QTest::newRow("png") << u"png"_s << QByteArray("\x89PNG");
        QTest::newRow("svg") << u"svg"_s << QByteArray("<?xml");
        QTest::newRow("pdf") << u"pdf"_s << QByteArray("%PDF");
    }
    void theFigureIsExported()
    {
        QFETCH(QString, ending);
        QFETCH(QByteArray, magic);
        WindowFixture f;
        const QString model = f.folder.filePath(u"net.pt2"_s);
        write(model, "model");
        f.document.openModel({model, {}});
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const QString path = f.folder.filePath(u"figure."_s + ending);
        f.window.dialogs().setNextAnswer({path});
        f.trigger("exportFigure");
        f.find<QDialog>("figureDialog")->accept();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(magic));
        QVERIFY(f.window.findChild<MessageBar*>()->isHidden());
    }

    void theRawMapIsExported()
    {
        WindowFixture f;
        QVERIFY(!f.find<QAction>("exportMap")->isEnabled());
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        const QString path = f.folder.filePath(u"map"_s);
        f.window.dialogs().setNextAnswer({path});
        f.trigger("exportMap");
        const auto map = readNpy(path + u".npy"_s);
        QVERIFY(map.has_value());
        QCOMPARE(map->width, test::FakeRunner::Side);
    }

    void anExportThatFailsSaysWhy()
    {
        WindowFixture f;
        f.addPhoto();
        QTRY_VERIFY(f.isSettled());
        f.window.dialogs().setNextAnswer({f.folder.filePath(u"nowhere/map.npy"_s)});
        f.trigger("exportMap");
        QVERIFY(!f.window.findChild<MessageBar*>()->text().isEmpty());
    }

    void mapAndCommandAreCopied()
    {
        WindowFixture f;
        f.addPhoto(Qt::red, u"red photo"_s);
        QTRY_VERIFY(f.isSettled());
        f.trigger("copyMap");
        QCOMPARE(QApplication::clipboard()->image().size(), QSize(16, 16));
        f.trigger("copyCommandLine");
        const QString command = QApplication::clipboard()->text();
        QVERIFY2(command.startsWith(u"saliscope explain 'red photo' --method smoothgrad"_s),
                 qPrintable(command));
        QVERIFY(!command.contains(u"--framing"_s));
        QVERIFY2(command.contains(u"--param n="_s) && command.contains(u"--seed 1"_s), qPrintable(command));
        QVERIFY(f.window.statusBar()->currentMessage().contains(u"not in a file yet"_s));
        f.window.openFiles({f.savePhoto(u"saved.png"_s)});
        QTRY_VERIFY(f.document.session().pictures.size() == 2 && f.isSettled());
        f.trigger("copyCommandLine");
        QVERIFY(QApplication::clipboard()->text().contains(f.folder.filePath(u"saved.png"_s)));
        QCOMPARE(f.window.statusBar()->currentMessage(), u"Command copied"_s);
    }
};

} // namespace saliscope

QTEST_MAIN(saliscope::TestWindowFiles)
#include "test_files.moc"

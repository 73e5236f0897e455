// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/program.h"

using namespace saliscope;
using namespace saliscope::test;

class TestUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpNamesEveryCommandAndIsQuick();
    void everyCommandHasItsOwnHelp();
    void versionNamesWhatItIsBuiltOn();
    void wrongUsageSaysWhatThereIs_data();
    void wrongUsageSaysWhatThereIs();
    void failuresSayWhatWhyAndWhatToDo_data();
    void failuresSayWhatWhyAndWhatToDo();
    void withoutADisplayTheWindowSaysSo();
};

void TestUsage::helpNamesEveryCommandAndIsQuick()
{
    QList<qint64> times;
    for (int i = 0; i < 7; ++i) {
        QElapsedTimer clock;
        clock.start();
        const Run run = runProgram({u"--help"_s});
        times += clock.elapsed();
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.error, QString());
        for (const char* command : {"predict", "explain", "ascend", "metrics", "model", "methods", "bench"})
            QVERIFY2(run.out.contains(command), command);
    }
    // The best, because other programs run too; loading libtorch alone takes several times as long.
    const qint64 quickest = *std::min_element(times.begin(), times.end());
    qInfo("quickest of seven: %lld ms", quickest);
    QVERIFY(quickest <= 100);
}

void TestUsage::everyCommandHasItsOwnHelp()
{
    for (const QString& command :
         {u"predict"_s, u"explain"_s, u"ascend"_s, u"metrics"_s, u"model"_s, u"methods"_s, u"bench"_s}) {
        const Run run = runProgram({command, u"--help"_s});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.startsWith(QByteArray("Usage: saliscope ").append(command.toUtf8())));
        QVERIFY(run.out.contains("--json"));
        QCOMPARE(run.error, QString());
    }
    const QByteArray explain = runProgram({u"explain"_s, u"-h"_s}).out;
    for (const char* option : {"--framing", "--layout", "--show", "--background", "--dpi"})
        QVERIFY2(explain.contains(option), option);
}

void TestUsage::versionNamesWhatItIsBuiltOn()
{
    const Run run = runProgram({u"--version"_s});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.out.startsWith("saliscope 0."));
    QVERIFY(run.out.contains("Qt 6."));
    QVERIFY(run.out.contains("libtorch 2."));
}

void TestUsage::wrongUsageSaysWhatThereIs_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const QString photo = samplePhoto(u"koala.jpg"_s);
    const auto row = [](const char* name, const QStringList& arguments, const QString& says) {
        QTest::newRow(name) << arguments << says;
    };
    row("option of no command", {u"--frobnicate"_s}, u"--help lists the commands"_s);
    row("no such command", {u"explian"_s, photo}, u"neither a command nor a file"_s);
    row("unknown option", {u"explain"_s, photo, u"--nosie"_s, u"1"_s}, u"--param"_s);
    row("no image", {u"predict"_s}, u"Name one or more image files."_s);
    row("no target", {u"ascend"_s}, u"--target dalmatian"_s);
    row("two models", {u"model"_s, u"a.pt2"_s, u"b.pt2"_s}, u"Name one model file."_s);
    row("method", {u"explain"_s, photo, u"--method"_s, u"magic"_s}, u"gradient, "_s);
    row("ascent is no map", {u"explain"_s, photo, u"--method"_s, u"ascent"_s}, u"smoothgrad"_s);
    row("preset", {u"explain"_s, photo, u"--preset"_s, u"magic"_s}, u"article"_s);
    row("param", {u"explain"_s, photo, u"--param"_s, u"magic=1"_s}, u"noise"_s);
    row("method misspelt", {u"explain"_s, photo, u"--method"_s, u"grad-cam"_s},
        u"Did you mean \"gradcam\"? There are: "_s);
    row("preset misspelt", {u"explain"_s, photo, u"--preset"_s, u"artcile"_s},
        u"Did you mean \"article\"?"_s);
    row("param misspelt", {u"explain"_s, photo, u"--param"_s, u"nosie=1"_s}, u"Did you mean \"noise\"?"_s);
    row("param of what is not wrapped", {u"explain"_s, photo, u"--param"_s, u"of.layer=_conv_head"_s},
        u"--param of=cam; there are: cam, gradcam, "_s);
    row("param without effect",
        {u"explain"_s, photo, u"--method"_s, u"integrated-gradients"_s, u"--param"_s, u"pictures=a.png"_s},
        u"Add --param baseline=pictures."_s);
    row("wrapped param without effect",
        {u"explain"_s, photo, u"--param"_s, u"of=integrated-gradients"_s, u"--param"_s,
         u"of.pictures=a.png"_s},
        u"Add --param of.baseline=pictures."_s);
    row("fraction of a sample", {u"explain"_s, photo, u"--param"_s, u"n=2.5"_s},
        u"Allowed: whole numbers from 0 to 10000."_s);
    row("choice misspelt", {u"explain"_s, photo, u"--param"_s, u"range=vaild"_s},
        u"Did you mean \"valid\"?"_s);
    row("param value", {u"explain"_s, photo, u"--param"_s, u"n=-3"_s}, u"Allowed: "_s);
    row("param form", {u"explain"_s, photo, u"--param"_s, u"n"_s}, u"NAME=VALUE"_s);
    row("target", {u"explain"_s, photo, u"--target"_s, u"unicorn"_s}, u"No class is called"_s);
    row("target forms", {u"explain"_s, photo, u"--target"_s, u"unicorn"_s},
        u"two of these with \" - \" between them, LAYER:UNIT, or LAYER:UNIT@ROW,COLUMN"_s);
    row("target misspelt", {u"explain"_s, photo, u"--target"_s, u"goldfsh"_s},
        u"Did you mean \"goldfish\"?"_s);
    row("place", {u"explain"_s, photo, u"--target"_s, u"_conv_head:1@7,0"_s},
        u"rows 0 to 6 and the columns 0 to 6"_s);
    row("score of a unit",
        {u"explain"_s, photo, u"--target"_s, u"_conv_head:1"_s, u"--score"_s, u"probability"_s},
        u"Leave --score out"_s);
    row("error of a single map",
        {u"explain"_s, photo, u"--method"_s, u"gradient"_s, u"--out"_s, u"a.png"_s, u"--show"_s, u"error"_s},
        u"Leave --show out"_s);
    row("show", {u"explain"_s, photo, u"--out"_s, u"a.png"_s, u"--show"_s, u"mistake"_s},
        u"map, error, relative"_s);
    row("ascent target", {u"ascend"_s, u"--target"_s, u"unicorn"_s}, u"No class is called"_s);
    row("framing", {u"predict"_s, photo, u"--framing"_s, u"1,2,3"_s}, u"crop, pad, stretch"_s);
    row("precision", {u"predict"_s, photo, u"--precision"_s, u"int8"_s}, u"float32, float64"_s);
    row("top", {u"predict"_s, photo, u"--top"_s, u"0"_s}, u"whole number from 1"_s);
    row("threads", {u"predict"_s, photo, u"--threads"_s, u"two"_s}, u"whole number from 1"_s);
    row("seed", {u"explain"_s, photo, u"--seed"_s, u"-1"_s}, u"whole number from 0"_s);
    row("figure", {u"explain"_s, photo, u"--out"_s, u"figure.gif"_s}, u".png or .svg or .pdf"_s);
    row("layout", {u"explain"_s, photo, u"--out"_s, u"a.png"_s, u"--layout"_s, u"grid"_s}, u"pair, rows"_s);
    row("background", {u"explain"_s, photo, u"--out"_s, u"a.png"_s, u"--background"_s, u"pink"_s},
        u"white, transparent"_s);
    row("few dpi", {u"explain"_s, photo, u"--out"_s, u"a.png"_s, u"--dpi"_s, u"1"_s},
        u"whole number from 24 to 1200"_s);
    row("many dpi", {u"explain"_s, photo, u"--out"_s, u"a.png"_s, u"--dpi"_s, u"5000"_s},
        u"whole number from 24 to 1200"_s);
    row("dpi", {u"explain"_s, photo, u"--out"_s, u"a.png"_s, u"--dpi"_s, u"high"_s},
        u"whole number from 24 to 1200"_s);
    row("no figure", {u"explain"_s, photo, u"--layout"_s, u"rows"_s}, u"Add --out FIGURE or --manifest"_s);
    row("picture", {u"ascend"_s, u"--target"_s, u"1"_s, u"--out"_s, u"a.pdf"_s}, u".png"_s);
}

void TestUsage::wrongUsageSaysWhatThereIs()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Run run = runProgram(arguments);
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.error.startsWith(u"saliscope: "_s) && run.error.contains(says), qPrintable(run.error));
}

void TestUsage::failuresSayWhatWhyAndWhatToDo_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString photo = samplePhoto(u"koala.jpg"_s);
    const QString text = QStringLiteral(SALISCOPE_RESOURCES_DIR "/photos/CREDITS.md");
    QTest::newRow("missing image") << QStringList{u"predict"_s, u"/nowhere/photo.jpg"_s};
    QTest::newRow("not an image") << QStringList{u"explain"_s, text};
    QTest::newRow("cut-off image") << QStringList{
        u"predict"_s, QStringLiteral(SALISCOPE_TEST_DATA "/broken/truncated.png")};
    QTest::newRow("missing model") << QStringList{u"predict"_s, photo, u"--model"_s, u"/nowhere/m.pt2"_s};
    QTest::newRow("not a model") << QStringList{u"model"_s, text};
    QTest::newRow("no such device") << QStringList{u"predict"_s, photo, u"--device"_s, u"cuda:7"_s};
    QTest::newRow("unwritable") << QStringList{u"explain"_s,  photo,      u"--method"_s,
                                               u"gradient"_s, u"--map"_s, u"/nowhere/map.npy"_s};
}

void TestUsage::failuresSayWhatWhyAndWhatToDo()
{
    QFETCH(QStringList, arguments);
    const Run run = runProgram(arguments);
    QVERIFY2(run.exitCode == 1, qPrintable(run.error));
    QCOMPARE(run.out, QByteArray());
    const QStringList lines = run.error.split(u'\n', Qt::SkipEmptyParts);
    QVERIFY2(lines.size() >= 2 && lines[0].startsWith(u"saliscope: "_s), qPrintable(run.error));
}

void TestUsage::withoutADisplayTheWindowSaysSo()
{
    const Run run = runProgram({samplePhoto(u"koala.jpg"_s)});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.error.contains(u"window"_s) && run.error.contains(u"--help"_s), qPrintable(run.error));
}

QTEST_GUILESS_MAIN(TestUsage)
#include "test_usage.moc"

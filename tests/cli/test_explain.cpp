// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include "core/imaging/npy.h"
#include "tests/cli/program.h"

using namespace saliscope;
using namespace saliscope::test;

namespace {

QByteArray memoryMap(const QProcess& process)
{
    QFile file(u"/proc/%1/maps"_s.arg(process.processId()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestExplain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsAndWritesTheRawMap();
    void unreducedMapsHaveChannels();
    void severalImagesMakeSeveralMapsAndOneFigure();
    void everyFigureFormatIsWritten();
    void figuresAreDrawnAsAsked();
    void withoutAFileItSaysHowToGetOne();
    void rulesThatIgnoreTheClassAreWarnedOf();
    void wrappedParametersComeInAnyOrder();
    void noisyInputsAreWritten();
    void theManifestSaysHowToComputeItAgain();
    void theSameSeedGivesTheSameMap();
    void failureLeavesNothingBehind();
    void interruptingWritesNothing();
};

void TestExplain::reportsAndWritesTheRawMap()
{
    const QTemporaryDir folder;
    const Run run = runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--param"_s, u"n=3"_s,
                                u"--seed"_s, u"7"_s, u"--map"_s, u"map.npy"_s, u"--json"_s},
                               folder.path());
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QCOMPARE(run.error, QString());
    const QJsonObject result = QJsonDocument::fromJson(run.out).array().at(0).toObject();
    QCOMPARE(result[u"image"].toString(), samplePhoto(u"koala.jpg"_s));
    QCOMPARE(result[u"target"][u"label"].toString(), u"koala"_s);
    QCOMPARE(result[u"target"][u"asked"].toString(), u"top1"_s);
    QCOMPARE(result[u"method"].toString(), u"smoothgrad"_s);
    QCOMPARE(result[u"params"][u"n"].toInt(), 3);
    QVERIFY(result[u"params"].toObject().contains(u"noise"_s));
    QCOMPARE(result[u"seed"].toInt(), 7);
    QCOMPARE(result[u"samples"].toInt(), 3);
    QVERIFY(result[u"standard_error"].toDouble() > 0);
    QVERIFY(result[u"seconds"].toDouble() > 0);
    QCOMPARE(result[u"map"].toString(), u"map.npy"_s);
    QVERIFY(result[u"warnings"].isArray());
    const auto map = readNpy(folder.filePath(u"map.npy"_s));
    QVERIFY(map);
    QCOMPARE(map->channels, 1);
    QCOMPARE(map->width, 224);
    QCOMPARE(map->height, 224);
}

void TestExplain::unreducedMapsHaveChannels()
{
    const QTemporaryDir folder;
    const Run run =
        runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--method"_s, u"gradient"_s, u"--param"_s,
                    u"reduction=none"_s, u"--target"_s, u"indri"_s, u"--map"_s, u"map.npy"_s},
                   folder.path());
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QVERIFY2(run.out.contains("indri") && run.out.contains("gradient"), run.out.constData());
    QCOMPARE(readNpy(folder.filePath(u"map.npy"_s))->channels, 3);
}

void TestExplain::severalImagesMakeSeveralMapsAndOneFigure()
{
    const QTemporaryDir folder;
    const Run run = runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), samplePhoto(u"macaw.jpg"_s),
                                samplePhoto(u"koala.jpg"_s), u"--method"_s, u"gradient"_s, u"--map"_s,
                                u"m.npy"_s, u"--out"_s, u"f.png"_s},
                               folder.path());
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files),
             QStringList({u"f.png"_s, u"m-koala-2.npy"_s, u"m-koala.npy"_s, u"m-macaw.npy"_s}));
    QVERIFY(!QImage(folder.filePath(u"f.png"_s)).isNull());
    QCOMPARE(run.out.trimmed().count('\n'), 2);
}

void TestExplain::everyFigureFormatIsWritten()
{
    const QTemporaryDir folder;
    for (const auto& [name, magic] : {std::pair{u"f.png"_s, QByteArray("\x89PNG")},
                                      {u"f.svg"_s, QByteArray("<?xml")},
                                      {u"f.pdf"_s, QByteArray("%PDF")}}) {
        const Run run = runProgram(
            {u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--method"_s, u"gradient"_s, u"--out"_s, name},
            folder.path());
        QVERIFY2(run.exitCode == 0, qPrintable(run.error));
        QCOMPARE(run.error, QString());
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.read(magic.size()), magic);
        QVERIFY(file.size() > 10'000);
    }
}

void TestExplain::figuresAreDrawnAsAsked()
{
    const QTemporaryDir folder;
    const auto figure = [&](const QStringList& options) {
        const Run run =
            runProgram(QStringList{u"explain"_s, samplePhoto(u"koala.jpg"_s), samplePhoto(u"macaw.jpg"_s),
                                   u"--method"_s, u"gradient"_s, u"--out"_s, u"f.png"_s} +
                           options,
                       folder.path());
        [&] { QVERIFY2(run.exitCode == 0 && run.error.isEmpty(), qPrintable(run.error)); }();
        return QImage(folder.filePath(u"f.png"_s));
    };
    const QImage rows = figure({});
    QVERIFY(rows.height() > rows.width()); // two photos over their maps
    QVERIFY(!rows.hasAlphaChannel());
    QCOMPARE(figure({u"--layout"_s, u"rows"_s}), rows);
    QVERIFY(figure({u"--layout"_s, u"pair"_s}).width() > rows.width());
    QVERIFY(rows !=
            figure({u"--method"_s, u"smoothgrad"_s, u"--param"_s, u"n=2"_s, u"--show"_s, u"relative"_s}));
    const QImage fine = figure({u"--dpi"_s, u"384"_s, u"--background"_s, u"transparent"_s});
    QCOMPARE(fine.size(), 2 * rows.size());
    QCOMPARE(fine.dotsPerMeterX(), 15118);
    QCOMPARE(fine.pixelColor(0, 0).alpha(), 0);
}

void TestExplain::withoutAFileItSaysHowToGetOne()
{
    const Run run = runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--param"_s, u"n=2"_s});
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    for (const char* part :
         {"koala 9", " %, smoothgrad, 2 samples", " s\n", "--out FIGURE.png", "--map OUT.npy"})
        QVERIFY2(run.out.contains(part), run.out.constData());
}

void TestExplain::rulesThatIgnoreTheClassAreWarnedOf()
{
    const auto warnings = [](const QStringList& options) {
        const Run run = runProgram(QStringList{u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--json"_s,
                                               u"--model"_s, tinyModel(u"small_cnn.pt2"_s)} +
                                   options);
        return QJsonDocument::fromJson(run.out).array().at(0)[u"warnings"].toArray();
    };
    QCOMPARE(warnings({u"--method"_s, u"gradient"_s}).size(), 0);
    for (const QStringList& options : {QStringList{u"--method"_s, u"guided-backprop"_s},
                                       {u"--param"_s, u"of=deconvnet"_s, u"--param"_s, u"n=2"_s}}) {
        const QJsonArray found = warnings(options);
        QCOMPARE(found.size(), 1);
        QVERIFY(found[0].toString().contains(u"hardly depend on the class"_s));
    }
}

void TestExplain::wrappedParametersComeInAnyOrder()
{
    const Run run = runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--json"_s, u"--model"_s,
                                tinyModel(u"small_cnn.pt2"_s), u"--param"_s, u"of.layer=features.7"_s,
                                u"--param"_s, u"of=gradcam"_s, u"--param"_s, u"n=2"_s});
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    const QJsonValue result = QJsonDocument::fromJson(run.out).array().at(0);
    QCOMPARE(result[u"params"][u"of.layer"].toString(), u"features.7"_s);
    QCOMPARE(result[u"notes"][0].toString(), u"Layer features.7, 16 × 16 × 16"_s);
}

void TestExplain::noisyInputsAreWritten()
{
    const QTemporaryDir folder;
    const Run run = runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--param"_s, u"n=2"_s,
                                u"--noisy-input"_s, u"noisy.png"_s, u"--json"_s},
                               folder.path());
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QCOMPARE(QImage(folder.filePath(u"noisy.png"_s)).size(), QSize(224, 224));
    const QJsonValue noisy = QJsonDocument::fromJson(run.out).array().at(0)[u"noisy_input"];
    QCOMPARE(noisy[u"picture"].toString(), u"noisy.png"_s);
    QVERIFY(noisy[u"noise_levels"].toDouble() > 10);
    const double probability = noisy[u"predictions"][0][u"probability"].toDouble();
    QVERIFY(probability > 0 && probability <= 1);

    const Run refused = runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--method"_s, u"gradient"_s,
                                    u"--noisy-input"_s, u"none.png"_s},
                                   folder.path());
    QCOMPARE(refused.exitCode, 2); // Wrong usage: the gradient draws no noise.
    QVERIFY(!QFile::exists(folder.filePath(u"none.png"_s)));
}

void TestExplain::theManifestSaysHowToComputeItAgain()
{
    const QTemporaryDir folder;
    const Run run =
        runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--param"_s, u"n=2"_s, u"--seed"_s,
                    u"18446744073709551615"_s, u"--framing"_s, u"1,2,30,40"_s, u"--manifest"_s, u"m.json"_s},
                   folder.path());
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QFile file(folder.filePath(u"m.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject manifest = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(manifest[u"program"].toString(), u"saliscope"_s);
    const QJsonObject panel = manifest[u"panels"][0][u"recipe"].toObject();
    const QJsonObject picture = manifest[u"pictures"][0].toObject();
    QCOMPARE(QDir::cleanPath(QDir(folder.path()).filePath(picture[u"path"].toString())),
             samplePhoto(u"koala.jpg"_s));
    QCOMPARE(panel[u"picture_sha256"].toString().size(), 64);
    QCOMPARE(panel[u"picture_sha256"], picture[u"sha256"]);
    QCOMPARE(manifest[u"models"][0][u"sha256"].toString().size(), 64);
    QCOMPARE(panel[u"framing"].toString(), u"1,2,30,40"_s);
    QCOMPARE(panel[u"target"].toString(), u"top1"_s);
    QCOMPARE(panel[u"method"].toString(), u"smoothgrad"_s);
    QCOMPARE(panel[u"params"][u"n"].toInt(), 2);
    QCOMPARE(panel[u"seed"].toString(), u"18446744073709551615"_s);
}

void TestExplain::theSameSeedGivesTheSameMap()
{
    const QTemporaryDir folder;
    const auto map = [&](const QString& seed, const QString& name) {
        runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--param"_s, u"n=3"_s, u"--seed"_s, seed,
                    u"--map"_s, name},
                   folder.path());
        return readNpy(folder.filePath(name)).value_or(FloatMap());
    };
    const FloatMap first = map(u"1"_s, u"a.npy"_s);
    QVERIFY(!first.isEmpty());
    QVERIFY(map(u"1"_s, u"b.npy"_s) == first);
    QVERIFY(map(u"2"_s, u"c.npy"_s) != first);
}

void TestExplain::failureLeavesNothingBehind()
{
    const QTemporaryDir folder;
    const Run run =
        runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--model"_s, u"missing.pt2"_s, u"--map"_s,
                    u"m.npy"_s, u"--out"_s, u"f.png"_s, u"--manifest"_s, u"m.json"_s, u"--json"_s},
                   folder.path());
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.out, QByteArray());
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestExplain::interruptingWritesNothing()
{
    const QTemporaryDir folder;
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(QStringLiteral(SALISCOPE_PROGRAM),
                  {u"explain"_s, samplePhoto(u"koala.jpg"_s), samplePhoto(u"macaw.jpg"_s), u"--param"_s,
                   u"n=1000"_s, u"--map"_s, u"m.npy"_s});
    QVERIFY(process.waitForStarted());
    // Once libtorch is in its memory it is about to compute, for minutes.
    QTRY_VERIFY_WITH_TIMEOUT(memoryMap(process).contains("libtorch_cpu"), 30'000);
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("ancelled"));
    QVERIFY(QDir(folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestExplain)
#include "test_explain.moc"

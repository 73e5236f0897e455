// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/imaging/npy.h"
#include "tests/cli/program.h"

using namespace saliscope;
using namespace saliscope::test;

namespace {

QJsonDocument json(const Run& run)
{
    return QJsonDocument::fromJson(run.out);
}

} // namespace

/// predict, ascend, model, methods and bench.
class TestResults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void predictsTheSamplePhotos();
    void predictHonoursTopAndFraming();
    void ascendDrawsAndReportsEveryStep();
    void ascendStartsFromAPhoto();
    void modelTellsWhatItHolds();
    void methodsListsWhatTheOptionsTake();
    void benchTimesEveryBatch();
};

void TestResults::predictsTheSamplePhotos()
{
    const Run run =
        runProgram({u"predict"_s, u"--json"_s, samplePhoto(u"koala.jpg"_s), samplePhoto(u"goldfish.jpg"_s)});
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QCOMPARE(run.error, QString());
    const QJsonArray images = json(run).array();
    QCOMPARE(images.size(), 2);
    QCOMPARE(images[0][u"image"].toString(), samplePhoto(u"koala.jpg"_s));
    const QJsonArray koala = images[0][u"predictions"].toArray();
    QCOMPARE(koala.size(), 5);
    QCOMPARE(koala[0][u"label"].toString(), u"koala"_s);
    QCOMPARE(koala[0][u"index"].toInt(), 105);
    QVERIFY(std::abs(koala[0][u"probability"].toDouble() - 0.92) < 0.01);
    QVERIFY(koala[0][u"logit"].toDouble() > koala[1][u"logit"].toDouble());
    QCOMPARE(images[1][u"predictions"][0][u"label"].toString(), u"goldfish"_s);
}

void TestResults::predictHonoursTopAndFraming()
{
    const auto first = [](const QString& framing) {
        const Run run = runProgram({u"predict"_s, samplePhoto(u"german_shepherd.jpg"_s), u"--top"_s, u"1"_s,
                                    u"--framing"_s, framing});
        return run.exitCode == 0 ? QString::fromUtf8(run.out) : run.error;
    };
    const QString crop = first(u"crop"_s);
    QVERIFY2(crop.contains(u"German shepherd"_s), qPrintable(crop));
    QCOMPARE(crop.trimmed().count(u'\n'), 1);
    QVERIFY(first(u"pad"_s) != crop);
    QVERIFY(first(u"stretch"_s) != first(u"pad"_s));
    QVERIFY(first(u"0,0,200,200"_s) != crop);
}

void TestResults::ascendDrawsAndReportsEveryStep()
{
    const QTemporaryDir folder;
    const Run run = runProgram({u"ascend"_s, u"--target"_s, u"dalmatian"_s, u"--param"_s, u"steps=4"_s,
                                u"--out"_s, u"d.png"_s, u"--map"_s, u"d.npy"_s, u"--json"_s},
                               folder.path());
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    const QJsonObject result = json(run).array().at(0).toObject();
    for (const QString& field :
         {u"target"_s, u"label"_s, u"preset"_s, u"seed"_s, u"steps"_s, u"probability"_s, u"logit"_s,
          u"loss"_s, u"seconds"_s, u"steps_per_second"_s, u"out"_s})
        QVERIFY2(result.contains(field), qPrintable(field));
    QCOMPARE(result[u"label"].toString(), u"dalmatian"_s);
    QCOMPARE(result[u"preset"].toString(), u"lucid"_s);
    QCOMPARE(result[u"steps"].toInt(), 4);
    QCOMPARE(result[u"loss"].toArray().size(), 4);
    QVERIFY(result[u"loss"][3].toDouble() < result[u"loss"][0].toDouble());
    const QImage picture(folder.filePath(u"d.png"_s));
    const auto numbers = readNpy(folder.filePath(u"d.npy"_s));
    QVERIFY(numbers);
    QCOMPARE(numbers->channels, 3);
    QCOMPARE(QSize(numbers->width, numbers->height), picture.size());
}

void TestResults::ascendStartsFromAPhoto()
{
    const auto logit = [](const QStringList& more) {
        const Run run = runProgram(QStringList{u"ascend"_s, u"--target"_s, u"koala"_s, u"--param"_s,
                                               u"steps=1"_s, u"--preset"_s, u"article"_s, u"--json"_s} +
                                   more);
        return run.exitCode == 0 ? json(run).array().at(0)[u"logit"].toDouble() : -1000;
    };
    QVERIFY(logit({u"--from"_s, samplePhoto(u"koala.jpg"_s)}) > logit({}) + 1);
}

void TestResults::modelTellsWhatItHolds()
{
    const Run run = runProgram({u"model"_s, tinyModel(u"small_cnn.pt2"_s), u"--json"_s});
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    const QJsonObject model = json(run).object();
    QCOMPARE(model[u"format"].toString(), u"pt2"_s);
    QVERIFY(model[u"parameters"].toInt() > 0);
    QVERIFY(!model[u"inputs"].toArray().isEmpty() && !model[u"outputs"].toArray().isEmpty());
    QVERIFY(model[u"findings"].isArray());
    const QJsonObject layer = model[u"layers"][0].toObject();
    QCOMPARE(layer.keys(), QStringList({u"name"_s, u"shape"_s, u"type"_s}));

    const QByteArray brief = runProgram({u"model"_s}).out;
    QVERIFY(brief.startsWith("EfficientNet-Lite0"));
    const QByteArray full = runProgram({u"model"_s, u"--layers"_s, u"--doctor"_s}).out;
    QVERIFY(full.startsWith(brief.trimmed()));
    QVERIFY(full.count('\n') > brief.count('\n') + 50);
}

void TestResults::methodsListsWhatTheOptionsTake()
{
    const Run run = runProgram({u"methods"_s, u"--json"_s});
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    const QJsonArray methods = json(run).array();
    const QByteArray text = runProgram({u"methods"_s}).out;
    QStringList ids;
    for (const QJsonValue& method : methods) {
        ids += method[u"id"].toString();
        for (const QJsonValue& param : method[u"params"].toArray()) {
            QVERIFY(!param[u"help"].toString().isEmpty());
            QVERIFY2(text.contains(param[u"id"].toString().toUtf8().append('=')),
                     qPrintable(param[u"id"].toString()));
        }
    }
    for (const QString& id : {u"gradient"_s, u"smoothgrad"_s, u"ascent"_s})
        QVERIFY2(ids.contains(id), qPrintable(id));
}

void TestResults::benchTimesEveryBatch()
{
    const Run run = runProgram({u"bench"_s, u"--samples"_s, u"8"_s, u"--threads"_s, u"1"_s, u"--json"_s});
    QCOMPARE(run.exitCode, 0);
    const QJsonArray results = json(run).array();
    QCOMPARE(results.size(), 4);
    for (const auto& value : results) {
        const QJsonObject result = value.toObject();
        QCOMPARE(result[u"method"_s].toString(), u"gradient"_s);
        QCOMPARE(result[u"engine"_s].toString(), u"plan"_s);
        QCOMPARE(result[u"threads"_s].toInt(), 1);
        QVERIFY(result[u"samples"_s].toInt() >= 8);
        QVERIFY(result[u"ms_forward"_s].toDouble() > 0);
        QVERIFY(result[u"ms_per_sample"_s].toDouble() > result[u"ms_forward"_s].toDouble());
        QVERIFY(result[u"peak_rss_mb"_s].toDouble() > 100);
    }
    QCOMPARE(results[3].toObject()[u"batch"_s].toInt(), 8);
    QCOMPARE(runProgram({u"bench"_s, u"--method"_s, u"smoothgrad"_s}).exitCode, 2);
}

QTEST_GUILESS_MAIN(TestResults)
#include "test_results.moc"

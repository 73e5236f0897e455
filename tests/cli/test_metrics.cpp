// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/program.h"

using namespace saliscope;
using namespace saliscope::test;

namespace {

/// On a tiny model, which knows the photo as 32 x 32 pixels.
QStringList onTinyModel(const QStringList& more)
{
    return QStringList{u"metrics"_s, samplePhoto(u"koala.jpg"_s), u"--model"_s,
                       tinyModel(u"small_cnn.pt2"_s)} +
           more;
}

QJsonArray json(const Run& run)
{
    return QJsonDocument::fromJson(run.out).array();
}

} // namespace

/// saliscope metrics: tables of methods by metrics.
class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsEveryMetric();
    void tellsAllAsJson();
    void theSameSeedGivesTheSameNumbers();
    void printsAnAlignedTable();
    void severalImagesGetAMean();
    void writesCsv();
    void boxesAreForThePointingGame();
    void wrongUsageSaysWhatThereIs_data();
    void wrongUsageSaysWhatThereIs();
};

void TestMetrics::listsEveryMetric()
{
    const Run text = runProgram({u"metrics"_s, u"--list"_s});
    QVERIFY2(text.exitCode == 0, qPrintable(text.error));
    const QJsonArray metrics = json(runProgram({u"metrics"_s, u"--list"_s, u"--json"_s}));
    QVERIFY(metrics.size() >= 12);
    for (const QJsonValue& metric : metrics) {
        QVERIFY(text.out.contains(metric[u"id"].toString().toUtf8()));
        for (const QString& field : {u"id"_s, u"name"_s, u"meaning"_s, u"source"_s})
            QVERIFY2(!metric[field].toString().isEmpty(), qPrintable(field));
        QVERIFY((QStringList{u"higher"_s, u"lower"_s}.contains(metric[u"better"].toString())));
    }
}

void TestMetrics::tellsAllAsJson()
{
    const Run run = runProgram(onTinyModel(
        {u"--method"_s, u"gradient"_s, u"--metric"_s, u"all"_s, u"--json"_s, u"--param"_s, u"reduction=sum"_s,
         u"--metric-param"_s, u"deletion.steps=8"_s, u"--metric-param"_s, u"infidelity.n=5"_s}));
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    const QJsonArray document = json(run);
    QCOMPARE(document.size(), 1);
    QCOMPARE(document[0][u"method"].toString(), u"gradient"_s);
    QCOMPARE(document[0][u"params"][u"reduction"].toString(), u"sum"_s);
    QVERIFY(document[0][u"target"][u"label"].toString().startsWith(u"class "_s));
    QMap<QString, QJsonObject> byId;
    for (const QJsonValue& metric : document[0][u"metrics"].toArray())
        byId[metric[u"metric"].toString()] = metric.toObject();
    QCOMPARE(byId.size(), json(runProgram({u"metrics"_s, u"--list"_s, u"--json"_s})).size());
    QCOMPARE(byId[u"deletion"_s][u"params"_s][u"steps"].toInt(), 8);
    QCOMPARE(byId[u"deletion"_s][u"curves"_s][0][u"y"].toArray().size(), 9);
    QVERIFY(byId[u"infidelity"_s][u"standard_error"_s].toDouble() > 0);
    QVERIFY(byId[u"randomisation"_s][u"stages"_s].toArray().size() == 6);
    QVERIFY(byId[u"pointing-game"_s][u"value"_s].isNull()); // No box.
    QVERIFY(!byId[u"pointing-game"_s][u"notes"_s].toArray().isEmpty());
}

void TestMetrics::theSameSeedGivesTheSameNumbers()
{
    const auto infidelity = [](const QStringList& more) {
        return json(runProgram(onTinyModel(
            QStringList{u"--method"_s, u"smoothgrad"_s, u"--metric"_s, u"infidelity"_s, u"--json"_s} +
            more)))[0][u"metrics"][0][u"value"]
            .toDouble();
    };
    const double once = infidelity({u"--seed"_s, u"3"_s});
    QVERIFY(once > 0);
    QCOMPARE(infidelity({u"--seed"_s, u"3"_s}), once);
    QVERIFY(infidelity({u"--seed"_s, u"4"_s}) != once);
}

void TestMetrics::printsAnAlignedTable()
{
    const Run run = runProgram(onTinyModel({u"--metric"_s, u"sparseness"_s, u"--metric"_s, u"deletion"_s}));
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QCOMPARE(run.error, QString());
    const QStringList lines = QString::fromUtf8(run.out).split(u'\n');
    QVERIFY(lines[0].startsWith(samplePhoto(u"koala.jpg"_s) + u": class "_s));
    QVERIFY(lines[1].contains(u"sparseness ↑"_s) && lines[1].contains(u"deletion ↓"_s));
    QCOMPARE(lines[1].simplified().split(u' ').size(), 5);
    for (int i = 2; i < 5; ++i)
        QCOMPARE(lines[i].size(), lines[1].size());
    QVERIFY(lines[2].contains(u"smoothgrad"_s) && lines[4].contains(u"integrated-gradients"_s));
}

void TestMetrics::severalImagesGetAMean()
{
    const Run run = runProgram(onTinyModel(
        {samplePhoto(u"goldfish.jpg"_s), u"--method"_s, u"gradient"_s, u"--metric"_s, u"sparseness"_s}));
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QVERIFY(run.out.contains("mean of 2 images"));
    QCOMPARE(run.out.count("gradient"), 3);
    QVERIFY(run.out.contains("±"));
}

void TestMetrics::writesCsv()
{
    const QTemporaryDir folder;
    const Run run = runProgram(onTinyModel({u"--metric"_s, u"infidelity"_s, u"--metric"_s, u"sparseness"_s,
                                            u"--metric"_s, u"pointing-game"_s, u"--csv"_s, u"table.csv"_s}),
                               folder.path());
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QFile file(folder.filePath(u"table.csv"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], u"image,class,method,infidelity,infidelity standard error,sparseness,pointing-game"_s);
    const QStringList cells = lines[1].split(u',');
    QCOMPARE(cells.size(), 7);
    QCOMPARE(cells[2], u"smoothgrad"_s);
    QVERIFY(cells[5].toDouble() > 0 && cells[6].isEmpty());
}

void TestMetrics::boxesAreForThePointingGame()
{
    const auto value = [](const QString& box) {
        return json(runProgram(onTinyModel({u"--method"_s, u"gradient"_s, u"--metric"_s, u"pointing-game"_s,
                                            u"--box"_s, box, u"--json"_s})))[0][u"metrics"][0][u"value"];
    };
    QCOMPARE(value(u"0,0,100000,100000"_s).toDouble(), 1.0);
    QVERIFY(value(u"-50,-50,10,10"_s).isNull());
}

void TestMetrics::wrongUsageSaysWhatThereIs_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("says");
    QTest::newRow("metric") << QStringList{u"--metric"_s, u"magic"_s} << u"deletion, insertion"_s;
    QTest::newRow("method") << QStringList{u"--method"_s, u"magic"_s} << u"gradient, "_s;
    QTest::newRow("param") << QStringList{u"--param"_s, u"magic=1"_s} << u"None of these methods"_s;
    QTest::newRow("param form") << QStringList{u"--param"_s, u"n"_s} << u"NAME=VALUE"_s;
    QTest::newRow("metric param") << QStringList{u"--metric-param"_s, u"deletion.magic=1"_s}
                                  << u"None of these metrics"_s;
    QTest::newRow("metric param value")
        << QStringList{u"--metric-param"_s, u"deletion.steps=0"_s} << u"whole numbers from 1"_s;
    QTest::newRow("box") << QStringList{u"--box"_s, u"1,2,3"_s} << u"X,Y,WIDTH,HEIGHT"_s;
    QTest::newRow("empty box") << QStringList{u"--box"_s, u"1,2,0,4"_s} << u"X,Y,WIDTH,HEIGHT"_s;
    QTest::newRow("target") << QStringList{u"--target"_s, u"unicorn"_s} << u"No class is called"_s;
    QTest::newRow("seed") << QStringList{u"--seed"_s, u"-1"_s} << u"whole number from 0"_s;
}

void TestMetrics::wrongUsageSaysWhatThereIs()
{
    QFETCH(QStringList, more);
    QFETCH(QString, says);
    const Run run = runProgram(onTinyModel(more));
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.error.startsWith(u"saliscope: "_s) && run.error.contains(says), qPrintable(run.error));
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "test_metrics.moc"

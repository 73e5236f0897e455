// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include "core/imaging/npy.h"
#include "tests/cli/program.h"

using namespace saliscope;
using namespace saliscope::test;

class TestSets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyPhotoLeavesItsMapAndItsRecord();
    void mapsAreThoseOfSinglePhotos();
    void aSecondRunComputesOnlyWhatIsMissing();
    void anotherRecipeIsComputedAnew();
    void aChangedPhotoIsComputedAnew();
    void aBrokenPhotoIsReportedAndLeftOut();
    void shardsTogetherAreTheSet();
    void jsonIsOneArray();
    void whatIsWrongWithTheRecipeStopsAtOnce();
    void optionsOfImagesAreRefused();
    void predictionsOfFoldersNamedAfterClassesAreCounted();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    void addPhoto(const QString& photo, const QString& name) const;
    Run explain(const QStringList& more = {}) const;
    QStringList written() const;
    QDateTime timeOf(const QString& name) const { return QFileInfo(path(name)).lastModified(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSets::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    addPhoto(u"koala.jpg"_s, u"set/koala.jpg"_s);
    addPhoto(u"macaw.jpg"_s, u"set/birds/macaw.jpg"_s);
}

void TestSets::addPhoto(const QString& photo, const QString& name) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    QVERIFY(QFile::copy(samplePhoto(photo), path(name)));
}

Run TestSets::explain(const QStringList& more) const
{
    return runProgram(QStringList{u"explain"_s, u"set"_s, u"--model"_s, tinyModel(u"small_cnn.pt2"_s),
                                  u"--method"_s, u"gradient"_s, u"--into"_s, u"maps"_s} +
                          more,
                      m_folder->path());
}

QStringList TestSets::written() const
{
    QStringList names;
    QDirIterator files(path(u"maps"_s), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        names += QDir(path(u"maps"_s)).relativeFilePath(files.next());
    names.sort();
    return names;
}

void TestSets::everyPhotoLeavesItsMapAndItsRecord()
{
    const Run run = explain();
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QCOMPARE(written(), QStringList({u"birds/macaw.jpg.json"_s, u"birds/macaw.jpg.npy"_s, u"koala.jpg.json"_s,
                                     u"koala.jpg.npy"_s}));
    QFile file(path(u"maps/birds/macaw.jpg.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject record = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(record[u"name"].toString(), u"birds/macaw.jpg"_s);
    QCOMPARE(record[u"method"].toString(), u"gradient"_s);
    QCOMPARE(record[u"asked"][u"target"].toString(), u"top1"_s);
    QCOMPARE(run.out.trimmed().count('\n'), 1);
}

void TestSets::mapsAreThoseOfSinglePhotos()
{
    QCOMPARE(explain().exitCode, 0);
    const Run single =
        runProgram({u"explain"_s, u"set/koala.jpg"_s, u"--model"_s, tinyModel(u"small_cnn.pt2"_s),
                    u"--method"_s, u"gradient"_s, u"--map"_s, u"single.npy"_s},
                   m_folder->path());
    QCOMPARE(single.exitCode, 0);
    const auto map = readNpy(path(u"maps/koala.jpg.npy"_s));
    QVERIFY(map && !map->isEmpty());
    QVERIFY(*map == readNpy(path(u"single.npy"_s)).value());
}

void TestSets::aSecondRunComputesOnlyWhatIsMissing()
{
    QCOMPARE(explain().exitCode, 0);
    QVERIFY(QFile::remove(path(u"maps/birds/macaw.jpg.npy"_s)));
    const QDateTime before = timeOf(u"maps/koala.jpg.json"_s);
    const Run run = explain();
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(timeOf(u"maps/koala.jpg.json"_s), before);
    QVERIFY(QFile::exists(path(u"maps/birds/macaw.jpg.npy"_s)));
    QCOMPARE(run.out.count("there already"), 1);
}

void TestSets::anotherRecipeIsComputedAnew()
{
    QCOMPARE(explain().exitCode, 0);
    const auto before = readNpy(path(u"maps/koala.jpg.npy"_s));
    const Run run = explain({u"--target"_s, u"1"_s, u"--score"_s, u"probability"_s});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.out.count("there already"), 0);
    QVERIFY(before.value() != readNpy(path(u"maps/koala.jpg.npy"_s)).value());
}

void TestSets::aChangedPhotoIsComputedAnew()
{
    QCOMPARE(explain().exitCode, 0);
    QVERIFY(QFile::remove(path(u"set/koala.jpg"_s)));
    addPhoto(u"lemur.jpg"_s, u"set/koala.jpg"_s);
    QCOMPARE(explain().out.count("there already"), 1);
}

void TestSets::aBrokenPhotoIsReportedAndLeftOut()
{
    QFile broken(path(u"set/broken.jpg"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("no picture") > 0);
    broken.close();
    const Run run = explain();
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(written().size(), 4);
    QVERIFY2(run.error.contains(u"broken.jpg"_s) && run.error.contains(u"1 of 3 photos"_s),
             qPrintable(run.error));
}

void TestSets::shardsTogetherAreTheSet()
{
    QStringList parts;
    for (const QString& shard : {u"1/3"_s, u"2/3"_s, u"3/3"_s}) {
        const Run run = explain({u"--shard"_s, shard});
        QVERIFY2(run.exitCode == 0, qPrintable(run.error));
        QCOMPARE(run.out.count("there already"), 0);
        parts += QString::fromUtf8(run.out);
    }
    QCOMPARE(parts.join(QString()).count(u'\n'), 2);
    QCOMPARE(written().size(), 4);
}

void TestSets::jsonIsOneArray()
{
    const QJsonArray computed = QJsonDocument::fromJson(explain({u"--json"_s}).out).array();
    QCOMPARE(computed.size(), 2);
    const QJsonArray found = QJsonDocument::fromJson(explain({u"--json"_s}).out).array();
    QCOMPARE(found, computed);
    QCOMPARE(QJsonDocument::fromJson(explain({u"--json"_s, u"--shard"_s, u"1/100000"_s}).out).array().size(),
             0);
}

void TestSets::whatIsWrongWithTheRecipeStopsAtOnce()
{
    const Run run = explain({u"--target"_s, u"100000"_s});
    QCOMPARE(run.exitCode, 2);
    QVERIFY(!QDir(path(u"maps"_s)).exists());
}

void TestSets::optionsOfImagesAreRefused()
{
    for (const QString& option : {u"--map"_s, u"--out"_s, u"--manifest"_s, u"--noisy-input"_s}) {
        const Run run = explain({option, u"file.png"_s});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error.contains(u"--into"_s), qPrintable(run.error));
    }
    for (const QStringList& options :
         {QStringList{u"--into"_s, u"maps"_s}, QStringList{u"--shard"_s, u"1/2"_s}}) {
        const Run run = runProgram(QStringList{u"explain"_s, u"set/koala.jpg"_s} + options, m_folder->path());
        QCOMPARE(run.exitCode, 2);
    }
}

void TestSets::predictionsOfFoldersNamedAfterClassesAreCounted()
{
    addPhoto(u"koala.jpg"_s, u"classes/koala/1.jpg"_s);
    addPhoto(u"macaw.jpg"_s, u"classes/koala/2.jpg"_s);
    addPhoto(u"macaw.jpg"_s, u"classes/other/3.jpg"_s);
    const Run run = runProgram({u"predict"_s, u"classes"_s, u"--top"_s, u"1"_s}, m_folder->path());
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QVERIFY2(run.out.contains("right: 1 of 2"), run.out.constData());
    const Run json = runProgram({u"predict"_s, u"classes"_s, u"--json"_s}, m_folder->path());
    const QJsonArray records = QJsonDocument::fromJson(json.out).array();
    QCOMPARE(records.size(), 3);
    QCOMPARE(records[0][u"name"].toString(), u"koala/1.jpg"_s);
    QCOMPARE(records[0][u"folder_class"], records[1][u"folder_class"]);
    QVERIFY(!records[2].toObject().contains(u"folder_class"_s));
}

QTEST_GUILESS_MAIN(TestSets)
#include "test_sets.moc"

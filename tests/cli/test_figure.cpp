// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/program.h"

using namespace saliscope;
using namespace saliscope::test;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

/// Export, delete, rebuild, compare.
class TestFigure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFigureIsMadeAgainBitForBit_data();
    void aFigureIsMadeAgainBitForBit();
    void aManifestGivesTheSameFigure();
    void unitSheetsComeFromHandWrittenManifests();
    void aSessionGivesItsFigure();
    void photosThatMovedAreSearchedFor();
    void wrongUsageSaysWhatIsRight();
};

void TestFigure::aFigureIsMadeAgainBitForBit_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("photos");
    QTest::newRow("smoothgrad") << QStringList{u"--param"_s, u"n=3"_s} << 1;
    QTest::newRow("rows of several") << QStringList{u"--param"_s,   u"n=2"_s,   u"--param"_s,
                                                    u"noise=0.1"_s, u"--dpi"_s, u"96"_s}
                                     << 3;
    QTest::newRow("sum, signed") << QStringList{u"--method"_s, u"gradient"_s, u"--param"_s,
                                                u"reduction=sum"_s}
                                 << 1;
    QTest::newRow("all channels") << QStringList{u"--method"_s, u"gradient"_s, u"--param"_s,
                                                 u"reduction=none"_s}
                                  << 1;
    QTest::newRow("article's style") << QStringList{u"--preset"_s, u"article"_s,  u"--param"_s,
                                                    u"n=2"_s,      u"--layout"_s, u"rows"_s}
                                     << 2;
    QTest::newRow("framed, class, transparent")
        << QStringList{u"--method"_s, u"gradcam"_s,    u"--framing"_s,    u"20.5,10,200,180"_s,
                       u"--target"_s, u"indri"_s,      u"--background"_s, u"transparent"_s,
                       u"--score"_s,  u"probability"_s}
        << 1;
}
void TestFigure::aFigureIsMadeAgainBitForBit()
{
    QFETCH(QStringList, options);
    QFETCH(int, photos);
    const QTemporaryDir folder;
    const QString figure = folder.filePath(u"figure.png"_s);
    QStringList words{u"explain"_s};
    for (const QString& name : QStringList{u"koala.jpg"_s, u"macaw.jpg"_s, u"goldfish.jpg"_s}.first(photos))
        words += samplePhoto(name);
    const Run first = runProgram(words + options + QStringList{u"--out"_s, u"figure.png"_s}, folder.path());
    QVERIFY2(first.exitCode == 0, qPrintable(first.error));
    const QByteArray before = contents(figure);
    QVERIFY(QFile::rename(figure, folder.filePath(u"kept.png"_s)));
    const Run second = runProgram({u"figure"_s, u"kept.png"_s, u"--out"_s, u"figure.png"_s}, folder.path());
    QVERIFY2(second.exitCode == 0, qPrintable(second.error));
    QCOMPARE(second.error, QString());
    QVERIFY(contents(figure) == before);
}

void TestFigure::aManifestGivesTheSameFigure()
{
    const QTemporaryDir folder;
    const Run first = runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--param"_s, u"n=2"_s,
                                  u"--out"_s, u"a.png"_s, u"--manifest"_s, u"m.json"_s},
                                 folder.path());
    QVERIFY2(first.exitCode == 0, qPrintable(first.error));
    const Run second = runProgram({u"figure"_s, u"m.json"_s, u"--out"_s, u"b.png"_s}, folder.path());
    QVERIFY2(second.exitCode == 0, qPrintable(second.error));
    QVERIFY(contents(folder.filePath(u"a.png"_s)) == contents(folder.filePath(u"b.png"_s)));
    for (const QString& ending : {u"svg"_s, u"pdf"_s}) {
        QVERIFY(
            runProgram({u"figure"_s, u"m.json"_s, u"--out"_s, u"c."_s + ending}, folder.path()).exitCode ==
            0);
        const Run third = runProgram({u"figure"_s, u"c."_s + ending, u"--out"_s, u"d.png"_s}, folder.path());
        QVERIFY2(third.exitCode == 0, qPrintable(third.error));
        QVERIFY(contents(folder.filePath(u"a.png"_s)) == contents(folder.filePath(u"d.png"_s)));
    }
    QVERIFY(runProgram({u"figure"_s, u"m.json"_s, u"--out"_s, u"e.tiff"_s}, folder.path()).exitCode == 0);
    const QImage tiff(folder.filePath(u"e.tiff"_s)), png(folder.filePath(u"a.png"_s));
    QCOMPARE(tiff.convertToFormat(QImage::Format_RGB32), png.convertToFormat(QImage::Format_RGB32));
    QVERIFY(std::abs(tiff.dotsPerMeterX() - png.dotsPerMeterX()) <= 1);
}

void TestFigure::unitSheetsComeFromHandWrittenManifests()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"sheet.json"_s),
          R"({"format": "saliscope figure", "figure": {"layout": "rows", "dpi": 48},
        "panels": [
            {"recipe": {"method": "ascent", "target": "251", "params": {"steps": 2}}},
            {"recipe": {"method": "ascent", "target": "_blocks.10:3", "params": {"steps": 2}}, "title": "unit 3"}]})");
    const Run run = runProgram({u"figure"_s, u"sheet.json"_s, u"--out"_s, u"sheet.png"_s}, folder.path());
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    const QImage sheet(folder.filePath(u"sheet.png"_s));
    QVERIFY(sheet.width() > sheet.height());
    const QByteArray before = contents(folder.filePath(u"sheet.png"_s));
    QVERIFY(runProgram({u"figure"_s, u"sheet.png"_s, u"--out"_s, u"sheet.png"_s}, folder.path()).exitCode ==
            0);
    QVERIFY(contents(folder.filePath(u"sheet.png"_s)) == before);
}

void TestFigure::aSessionGivesItsFigure()
{
    const QTemporaryDir folder;
    QVERIFY(runProgram({u"explain"_s, samplePhoto(u"koala.jpg"_s), u"--method"_s, u"gradient"_s,
                        u"--manifest"_s, u"m.json"_s, u"--out"_s, u"f.png"_s},
                       folder.path())
                .exitCode == 0);
    QJsonObject session = QJsonDocument::fromJson(contents(folder.filePath(u"m.json"_s))).object();
    session[u"format"_s] = u"saliscope session"_s;
    session[u"method"_s] = u"gradient"_s;
    write(folder.filePath(u"s.saliscope"_s), QJsonDocument(session).toJson());
    const Run run = runProgram({u"figure"_s, u"s.saliscope"_s, u"--out"_s, u"g.png"_s}, folder.path());
    QVERIFY2(run.exitCode == 0, qPrintable(run.error));
    QCOMPARE(QImage(folder.filePath(u"g.png"_s)), QImage(folder.filePath(u"f.png"_s)));
    write(folder.filePath(u"s.saliscope"_s), R"({"format": "saliscope session"})");
    const Run empty = runProgram({u"figure"_s, u"s.saliscope"_s, u"--out"_s, u"g.png"_s}, folder.path());
    QCOMPARE(empty.exitCode, 1);
    QVERIFY2(empty.error.contains(u"no photo"_s), qPrintable(empty.error));
}

void TestFigure::photosThatMovedAreSearchedFor()
{
    const QTemporaryDir folder;
    const QString mine = folder.filePath(u"mine.png"_s), away = folder.filePath(u"away/deep/other.png"_s);
    QVERIFY(QImage(samplePhoto(u"koala.jpg"_s)).scaledToWidth(300).save(mine));
    const QStringList again{u"figure"_s, u"f.png"_s, u"--out"_s, u"g.png"_s};
    QVERIFY(runProgram({u"explain"_s, u"mine.png"_s, u"--method"_s, u"gradient"_s, u"--out"_s, u"f.png"_s},
                       folder.path())
                .exitCode == 0);
    QDir(folder.path()).mkpath(u"away/deep"_s);
    QVERIFY(QFile::rename(mine, away));
    const Run lost = runProgram(again, folder.path());
    QCOMPARE(lost.exitCode, 1);
    QVERIFY2(lost.error.contains(u"mine.png"_s) && lost.error.contains(u"--search"_s),
             qPrintable(lost.error));
    QVERIFY(!QFile::exists(folder.filePath(u"g.png"_s)));
    const Run found = runProgram(again + QStringList{u"--search"_s, u"away"_s}, folder.path());
    QVERIFY2(found.exitCode == 0, qPrintable(found.error));
    QCOMPARE(QImage(folder.filePath(u"g.png"_s)), QImage(folder.filePath(u"f.png"_s)));

    QVERIFY(QImage(samplePhoto(u"macaw.jpg"_s)).save(mine));
    const Run changed = runProgram(again, folder.path());
    QCOMPARE(changed.exitCode, 1);
    QVERIFY2(changed.error.contains(u"something else"_s), qPrintable(changed.error));
}

void TestFigure::wrongUsageSaysWhatIsRight()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"m.json"_s),
          R"({"format": "saliscope figure", "panels": [{"recipe": {"method": 1}}]})");
    const auto fails = [&](const QStringList& words, int exitCode, const QString& part) {
        const Run run = runProgram(QStringList{u"figure"_s} + words, folder.path());
        QVERIFY2(run.exitCode == exitCode && run.error.contains(part), qPrintable(run.error));
    };
    fails({}, 2, u"One file"_s);
    fails({u"m.json"_s}, 2, u"--out"_s);
    fails({u"m.json"_s, u"--out"_s, u"f.docx"_s}, 2, u".png"_s);
    fails({u"m.json"_s, u"--out"_s, u"f.png"_s, u"--search"_s, u"none"_s}, 2, u"not a folder"_s);
    fails({u"none.json"_s, u"--out"_s, u"f.png"_s}, 1, u"no such file"_s);
    fails({u"m.json"_s, u"--out"_s, u"f.png"_s}, 1, u"panels[0].recipe.method must be a text"_s);
    fails({samplePhoto(u"koala.jpg"_s), u"--out"_s, u"f.png"_s}, 1, u"no manifest"_s);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"m.json"_s});
}

QTEST_GUILESS_MAIN(TestFigure)
#include "test_figure.moc"

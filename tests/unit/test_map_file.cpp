// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/strings.h"
#include "core/imaging/map_file.h"
#include "core/imaging/npy.h"

using namespace saliscope;

namespace {

FloatMap map(int channels)
{
    FloatMap result(channels, 2, 3);
    for (std::size_t i = 0; i < result.values.size(); ++i)
        result.values[i] = 0.1F * float(i) - 0.2F;
    return result;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class MapFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineIsARow() { QCOMPARE(csvBytes(map(1)), QByteArray("-0.2,-0.1,0\n0.10000001,0.2,0.3\n")); }

    void everyNumberComesBackAsItWas()
    {
        FloatMap extremes(1, 1, 4);
        extremes.values = {1.0F / 3, -3.4028235e38F, 1.1754944e-38F, 16777215.0F};
        const QList<QByteArray> numbers = csvBytes(extremes).trimmed().split(',');
        QCOMPARE(numbers.size(), 4);
        for (qsizetype i = 0; i < numbers.size(); ++i)
            QCOMPARE(float(numbers[i].toDouble()), extremes.values[std::size_t(i)]);
    }

    void channelsStandApart()
    {
        const QList<QByteArray> lines = csvBytes(map(3)).split('\n');
        QCOMPARE(lines.size(), 3 * 2 + 2 + 1);
        QVERIFY(lines[2].isEmpty() && lines[5].isEmpty());
    }

    void theEndingDecides()
    {
        const QTemporaryDir folder;
        for (const QString& name : {u"m.csv"_s, u"M.CSV"_s}) {
            QVERIFY(writeMap(folder.filePath(name), map(1)));
            QCOMPARE(contents(folder.filePath(name)), csvBytes(map(1)));
        }
        for (const QString& name : {u"m.npy"_s, u"m"_s}) {
            QVERIFY(writeMap(folder.filePath(name), map(3)));
            QVERIFY(*readNpy(folder.filePath(name)) == map(3));
        }
        QCOMPARE(writeMap(folder.filePath(u"none/m.csv"_s), map(1)).error().code, ErrorCode::FileUnwritable);
    }
};

QTEST_GUILESS_MAIN(MapFileTest)
#include "test_map_file.moc"

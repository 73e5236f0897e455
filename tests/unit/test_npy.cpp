// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

#include "core/base/strings.h"
#include "core/imaging/npy.h"

using namespace saliscope;

namespace {

FloatMap example(int channels)
{
    FloatMap map(channels, 5, 7);
    for (std::size_t i = 0; i < map.values.size(); ++i)
        map.values[i] = std::sin(float(i)) / 3;
    return map;
}

QByteArray npy(const QByteArray& header, const QByteArray& data)
{
    return QByteArray("\x93NUMPY\x01\x00", 8) + char(header.size()) + '\0' + header + data;
}

} // namespace

class NpyTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString write(const QByteArray& bytes) const
    {
        QFile file(path(u"written.npy"_s));
        [&] { QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()); }();
        return file.fileName();
    }

private Q_SLOTS:
    void mapsSurviveARoundTrip()
    {
        for (const int channels : {1, 3}) {
            const FloatMap map = example(channels);
            QVERIFY(writeNpy(path(u"map.npy"_s), map));
            const auto read = readNpy(path(u"map.npy"_s));
            QVERIFY(read);
            QCOMPARE(*read, map);
        }
    }

    void theHeaderIsNumPys()
    {
        const QByteArray bytes = npyBytes(example(1));
        QVERIFY(bytes.startsWith(QByteArray("\x93NUMPY\x01\x00", 8)));
        QVERIFY(bytes.contains("'descr': '<f4', 'fortran_order': False, 'shape': (5, 7), "));
        QVERIFY(npyBytes(example(3)).contains("'shape': (3, 5, 7), "));
        const qsizetype dataOffset = bytes.size() - 5 * 7 * 4;
        QCOMPARE(dataOffset % 64, 0);
        QCOMPARE(bytes[dataOffset - 1], '\n');
    }

    void filesMadeWithNumPyAreRead()
    {
        const auto start = readNpy(QStringLiteral(SALISCOPE_TEST_DATA "/reference/smoothgrad_mean.npy"));
        QVERIFY2(start, start ? "" : qPrintable(start.error().text()));
        QVERIFY(!start->isEmpty());
    }

    void doublesAreRead()
    {
        const double values[] = {0.5, -1.25, 1e-3, 7};
        const auto read = readNpy(write(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }\n",
                                            {reinterpret_cast<const char*>(values), sizeof(values)})));
        QVERIFY(read);
        QCOMPARE(read->width, 2);
        QCOMPARE(read->at(0, 0, 1), -1.25F);
        QCOMPARE(read->at(0, 1, 0), 1e-3F);
    }

    void brokenFilesAreErrors_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray four(16, '\0');
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("hello, this is not an array at all");
        QTest::newRow("whole numbers")
            << npy("{'descr': '<i4', 'fortran_order': False, 'shape': (2, 2), }", four);
        QTest::newRow("fortran") << npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", four);
        QTest::newRow("one dimension")
            << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", four);
        QTest::newRow("too short") << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
                                          four);
        QTest::newRow("too long") << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }", four);
        QTest::newRow("enormous") << npy(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 2000000000, 2000000000), }",
            four);
        QTest::newRow("number too long")
            << npy("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 2), }", four);
        QTest::newRow("header beyond the end") << QByteArray("\x93NUMPY\x01\x00\xFF\xFF{'descr'", 18);
    }
    void brokenFilesAreErrors()
    {
        QFETCH(QByteArray, bytes);
        const auto read = readNpy(write(bytes));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::FileUnreadable);
    }

    void aMissingFileIsAnError()
    {
        const auto read = readNpy(path(u"missing.npy"_s));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::FileNotFound);
    }

    void pythonReadsTheSameNumbers()
    {
        const QString python = QStandardPaths::findExecutable(u"python3"_s);
        FloatMap map = example(3);
        map.values[4] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(writeNpy(path(u"map.npy"_s), map));
        QProcess process;
        process.start(python, {u"-c"_s,
                               u"import numpy, sys\na = numpy.load(sys.argv[1])\n"
                               "print(a.shape, a.dtype, repr(float(a[2, 4, 6])), a[0, 0, 4])"_s,
                               path(u"map.npy"_s)});
        if (python.isEmpty() || !process.waitForFinished() || process.exitCode() != 0)
            QSKIP("no Python with NumPy here");
        QCOMPARE(QString::fromLatin1(process.readAllStandardOutput()).trimmed(),
                 u"(3, 5, 7) float32 %1 nan"_s.arg(QString::number(double(map.at(2, 4, 6)), 'g', 17)));
    }
};

QTEST_GUILESS_MAIN(NpyTest)
#include "test_npy.moc"

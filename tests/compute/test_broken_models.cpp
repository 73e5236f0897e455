// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/reference.h"

#include <QtTest>

#include <QDir>
#include <QTemporaryDir>

#include "core/compute/compute_error.h"
#include "core/compute/guard.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// The error that loading gives; code Internal with an empty title when it loads.
Error loadError(const QString& path)
{
    const auto result = guard([&] { return Model::load({.path = path}, u"cpu"_s, Precision::Float32, {}); });
    return result ? Error{} : result.error();
}

QString writtenFile(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's own file cannot be written");
    return file.fileName();
}

} // namespace

/// Whatever is given as a model, the answer is a model or a sentence that helps.
class TestBrokenModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void brokenFileIsAnError_data();
    void brokenFileIsAnError();
    void otherFilesAreNamed_data();
    void otherFilesAreNamed();
    void weightsAloneAreExplained();
    void notANumberIsSaid();
    void folderIsNoModel();
    void missingFileIsNotFound();
    void anyTruncationIsAnError_data();
    void anyTruncationIsAnError();

private:
    QTemporaryDir m_folder;
};

void TestBrokenModels::brokenFileIsAnError_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(SALISCOPE_TEST_DATA "/broken"));
    const QStringList files = folder.entryList({u"*.pt"_s, u"*.pt2"_s});
    QVERIFY(files.size() > 30);
    for (const QString& file : files)
        QTest::newRow(qPrintable(file)) << folder.filePath(file);
}

void TestBrokenModels::brokenFileIsAnError()
{
    QFETCH(QString, path);
    const Error error = loadError(path);
    QVERIFY2(!error.title.isEmpty(), "it loads");
    QVERIFY2(error.code != ErrorCode::Internal, qPrintable(error.text()));
    QVERIFY2(!error.hint.isEmpty(), qPrintable(error.text()));
}

void TestBrokenModels::otherFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("title");
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("text") << QByteArray("Dear model,\n") << u"text file"_s;
    QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10) << u"picture"_s;
    QTest::newRow("keras") << QByteArray("\x89HDF\r\n\x1a\n\0\0", 10) << u"Keras"_s;
    QTest::newRow("tflite") << QByteArray("\x20\0\0\0TFL3\0\0", 10) << u"TensorFlow Lite"_s;
    QTest::newRow("onnx") << QByteArray("\x08\x08\x12\x07pytorch\x1a\x05\0", 15) << u"ONNX"_s;
    QTest::newRow("safetensors") << QByteArray("\x02\0\0\0\0\0\0\0{}", 10) << u"safetensors"_s;
    QTest::newRow("pickle") << QByteArray("\x80\x02\x8a\nl\xfc\x9c\0", 8) << u"pickle"_s;
    QTest::newRow("noise") << QByteArray("\x01\x02\x00\xff\xfe\x80\x81\x82", 8) << u"not a model"_s;
}

void TestBrokenModels::otherFilesAreNamed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, title);
    const Error error = loadError(writtenFile(m_folder, u"model.pt2"_s, bytes));
    QVERIFY2(error.title.contains(title), qPrintable(error.text()));
    QVERIFY(!error.hint.isEmpty());
}

void TestBrokenModels::weightsAloneAreExplained()
{
    const Error error = loadError(QStringLiteral(SALISCOPE_TEST_DATA "/broken/state_dict.pt"));
    QCOMPARE(error.code, ErrorCode::ModelUnsupported);
    QVERIFY2(error.title.contains(u"weights alone"_s), qPrintable(error.text()));
    QVERIFY(error.hint.contains(u"torch.export.save"_s));
}

void TestBrokenModels::notANumberIsSaid()
{
    QCOMPARE(loadError(QStringLiteral(SALISCOPE_TEST_DATA "/broken/nan_weights.pt2")).code,
             ErrorCode::NotFinite);
}

void TestBrokenModels::folderIsNoModel()
{
    QVERIFY(loadError(m_folder.path()).title.contains(u"folder"_s));
}

void TestBrokenModels::missingFileIsNotFound()
{
    QCOMPARE(loadError(m_folder.filePath(u"absent.pt2"_s)).code, ErrorCode::FileNotFound);
}

void TestBrokenModels::anyTruncationIsAnError_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("pt2") << u"models/small_cnn.pt2"_s;
    QTest::newRow("pt") << u"models/small_cnn_scripted.pt"_s;
}

void TestBrokenModels::anyTruncationIsAnError()
{
    QFETCH(QString, file);
    const QByteArray whole = dataFile(file);
    for (qsizetype size = 0; size < whole.size(); size += whole.size() / 40) {
        const Error error = loadError(writtenFile(m_folder, u"cut.pt"_s, whole.first(size)));
        QVERIFY2(!error.title.isEmpty() && error.code != ErrorCode::Internal, qPrintable(error.text()));
    }
}

QTEST_GUILESS_MAIN(TestBrokenModels)
#include "test_broken_models.moc"

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/base/strings.h"
#include "core/imaging/preprocess.h"
#include "core/imaging/resample.h"

using namespace saliscope;

namespace {

const QString folder = QStringLiteral(SALISCOPE_TEST_DATA "/reference/resize/");

QImage load(const QString& name)
{
    return QImage(folder + name).convertToFormat(QImage::Format_RGB32);
}

Interpolation filterNamed(const QString& name)
{
    return name == u"nearest"    ? Interpolation::Nearest
           : name == u"bilinear" ? Interpolation::Bilinear
           : name == u"bicubic"  ? Interpolation::Bicubic
                                 : Interpolation::Lanczos;
}

QSize sizeIn(const QJsonValue& value)
{
    return {value[0].toInt(), value[1].toInt()};
}

} // namespace

class ResampleTest : public QObject
{
    Q_OBJECT

private:
    QJsonObject m_reference;

    void addRows(const QString& section)
    {
        QTest::addColumn<QJsonObject>("wanted");
        for (const QJsonValue& entry : m_reference[section].toArray())
            QTest::newRow(qPrintable(entry[u"file"_s].toString())) << entry.toObject();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(folder + u"resize.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_reference = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(m_reference[u"resizes"_s].toArray().size(), 28);
        QCOMPARE(m_reference[u"boxes"_s].toArray().size(), 8);
        QCOMPARE(m_reference[u"crops"_s].toArray().size(), 2);
    }

    void wholePicturesEqualPillows_data() { addRows(u"resizes"_s); }
    void wholePicturesEqualPillows()
    {
        QFETCH(QJsonObject, wanted);
        const QImage source = load(wanted[u"source"_s].toString());
        const QSize size = sizeIn(wanted[u"size"_s]);
        const QImage made = resample(source, {QRectF(QPointF(), source.size()), size, QRect({}, size),
                                              filterNamed(wanted[u"filter"_s].toString())});
        QCOMPARE(made, load(wanted[u"file"_s].toString()));
    }

    void boxesEqualPillows_data() { addRows(u"boxes"_s); }
    void boxesEqualPillows()
    {
        QFETCH(QJsonObject, wanted);
        const QSize size = sizeIn(wanted[u"size"_s]);
        const QJsonValue box = wanted[u"box"_s];
        const QJsonValue fill = wanted[u"fill"_s];
        const QRectF region(QPointF(box[0].toDouble(), box[1].toDouble()),
                            QPointF(box[2].toDouble(), box[3].toDouble()));
        const QImage made =
            resample(load(wanted[u"source"_s].toString()),
                     {region, size, QRect({}, size), filterNamed(wanted[u"filter"_s].toString()),
                      qRgb(fill[0].toInt(), fill[1].toInt(), fill[2].toInt())});
        QCOMPARE(made, load(wanted[u"file"_s].toString()));
    }

    void preprocessingEqualsPillows_data() { addRows(u"crops"_s); }
    void preprocessingEqualsPillows()
    {
        QFETCH(QJsonObject, wanted);
        InputSpec spec;
        spec.resizeShorterSide = wanted[u"resize"_s].toInt();
        spec.width = spec.height = wanted[u"crop"_s].toInt();
        spec.interpolation = filterNamed(wanted[u"filter"_s].toString());
        const auto input = preprocess({.pixels = load(wanted[u"source"_s].toString())}, spec, {});
        QVERIFY(input);
        QCOMPARE(inputImage(input->values, spec), load(wanted[u"file"_s].toString()));
    }

    void aWindowIsThatPartOfTheWhole()
    {
        const QImage source = load(u"synthetic.png"_s);
        const QRectF whole(QPointF(), source.size());
        const QSize size(48, 30);
        for (const auto filter : {Interpolation::Nearest, Interpolation::Bilinear, Interpolation::Lanczos}) {
            const QImage all = resample(source, {whole, size, QRect({}, size), filter});
            const QRect window(7, 5, 20, 11);
            QCOMPARE(resample(source, {whole, size, window, filter}), all.copy(window));
        }
    }

    void beyondTheResizedPictureIsTheFillColour()
    {
        const QImage source = load(u"synthetic.png"_s);
        const QSize size(48, 30);
        const QRgb fill = qRgb(9, 8, 7);
        for (const auto filter : {Interpolation::Nearest, Interpolation::Bicubic}) {
            const QRectF whole(QPointF(), source.size());
            const QImage made = resample(source, {whole, size, QRect(-4, -2, 60, 40), filter, fill});
            QCOMPARE(made.copy(4, 2, 48, 30), resample(source, {whole, size, QRect({}, size), filter}));
            for (const QPoint corner :
                 {QPoint(3, 5), QPoint(10, 1), QPoint(52, 10), QPoint(20, 32), QPoint(59, 39)})
                QCOMPARE(made.pixel(corner), fill);
        }
    }

    void aPhotoLargerThanTheImageIsOnlyWorkedOnWhereNeeded()
    {
        const QImage strip = QImage(20000, 2, QImage::Format_RGB32).convertToFormat(QImage::Format_RGB32);
        InputSpec spec;
        const auto input = preprocess({.pixels = strip}, spec, {}); // the whole would be 2 560 000 x 256
        QVERIFY(input);
        QCOMPARE(input->values.width, 224);
    }
};

QTEST_GUILESS_MAIN(ResampleTest)
#include "test_resample.moc"

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <cmath>

#include "core/imaging/preprocess.h"

using namespace saliscope;

namespace {

Picture grayPicture(QSize size, int level)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(qRgb(level, level, level));
    return {.pixels = image};
}

InputSpec unitSpec(int size, int resize)
{
    InputSpec spec{.height = size, .width = size, .resizeShorterSide = resize};
    spec.mean = {0, 0, 0};
    spec.std = {1, 1, 1};
    return spec;
}

/// Centre of mass of what stands out from the background, in continuous input coordinates.
QPointF centerOfMass(const FloatMap& values)
{
    double sum = 0, x = 0, y = 0;
    for (int j = 0; j < values.height; ++j) {
        for (int i = 0; i < values.width; ++i) {
            const double v = values.at(0, j, i);
            sum += v;
            x += v * (i + 0.5);
            y += v * (j + 0.5);
        }
    }
    return {x / sum, y / sum};
}

} // namespace

Q_DECLARE_METATYPE(saliscope::Framing)

class PreprocessTest : public QObject
{
    Q_OBJECT

private:
    static void addFramings()
    {
        QTest::addColumn<Framing>("framing");
        QTest::newRow("as trained") << Framing{};
        QTest::newRow("pad") << Framing{.fit = Framing::Fit::Pad};
        QTest::newRow("stretch") << Framing{.fit = Framing::Fit::Stretch};
        QTest::newRow("custom inside")
            << Framing{.fit = Framing::Fit::Custom, .region = {50.5, 20.25, 301, 200.5}};
        QTest::newRow("custom outside")
            << Framing{.fit = Framing::Fit::Custom, .region = {-60, 30, 400, 380}};
    }

private Q_SLOTS:
    void valuesAreNormalisedPerChannel()
    {
        QImage image(4, 4, QImage::Format_RGB32);
        image.fill(qRgb(255, 127, 0));
        InputSpec spec{.height = 4, .width = 4, .resizeShorterSide = 0};
        const auto rgb = preprocess({.pixels = image}, spec, {});
        QVERIFY(rgb);
        QCOMPARE(rgb->values.at(0, 3, 3), float((1 - 0.485) / 0.229));
        QCOMPARE(rgb->values.at(1, 0, 0), float((127 / 255.0 - 0.456) / 0.224));
        QCOMPARE(rgb->values.at(2, 2, 1), float((0 - 0.406) / 0.225));
        QCOMPARE(rgb->values.at(0, 0, 0), float(spec.highest(0)));
        QCOMPARE(rgb->values.at(2, 0, 0), float(spec.lowest(2)));

        spec.channels = ChannelOrder::Bgr;
        const auto bgr = preprocess({.pixels = image}, spec, {});
        QCOMPARE(bgr->values.at(0, 0, 0), float((0 - 0.485) / 0.229));
        QCOMPARE(bgr->values.at(2, 0, 0), float((1 - 0.406) / 0.225));

        spec.channels = ChannelOrder::Gray;
        const auto gray = preprocess({.pixels = image}, spec, {});
        QCOMPARE(gray->values.channels, 1);
        QCOMPARE(gray->values.at(0, 0, 0),
                 float((151 / 255.0 - 0.485) / 0.229)); // Pillow: L of (255, 127, 0)
    }

    void whatTheModelSeesCanBeShown()
    {
        QImage image(16, 8, QImage::Format_RGB32);
        for (int y = 0; y < 8; ++y) {
            for (int x = 0; x < 16; ++x)
                image.setPixel(x, y, qRgb(x * 16, y * 30, 255 - x * y));
        }
        for (const auto order : {ChannelOrder::Rgb, ChannelOrder::Bgr}) {
            InputSpec spec{.height = 8, .width = 16, .channels = order};
            QCOMPARE(inputImage(preprocess({.pixels = image}, spec, {})->values, spec), image);
        }
    }

    void aPhotoOfTheInputSizePassesUntouched()
    {
        QImage image(224, 224, QImage::Format_RGB32);
        for (int y = 0; y < 224; ++y) {
            for (int x = 0; x < 224; ++x)
                image.setPixel(x, y, qRgb((x * 37 + y * 11) % 256, (x * y) % 256, x ^ y));
        }
        const auto input = preprocess({.pixels = image}, InputSpec{}, {});
        QCOMPARE(inputImage(input->values, InputSpec{}), image);
        QCOMPARE(input->geometry.source, QRectF(0, 0, 224, 224));
    }

    void resizedSidesAndCropsRoundLikeTorchvision_data()
    {
        QTest::addColumn<QSize>("photo");
        QTest::addColumn<QSize>("resized");
        QTest::addColumn<QPoint>("corner");
        QTest::newRow("landscape") << QSize(1024, 681) << QSize(384, 256) << QPoint(80, 16);
        QTest::newRow("portrait") << QSize(768, 1024) << QSize(256, 341) << QPoint(16, 58);
        QTest::newRow("half up to even") << QSize(1920, 1080) << QSize(455, 256) << QPoint(116, 16);
        QTest::newRow("half down to even") << QSize(640, 478) << QSize(342, 256) << QPoint(59, 16);
        QTest::newRow("small photo") << QSize(20, 10) << QSize(512, 256) << QPoint(144, 16);
    }
    void resizedSidesAndCropsRoundLikeTorchvision()
    {
        QFETCH(QSize, photo);
        QFETCH(QSize, resized);
        QFETCH(QPoint, corner);
        const auto geometry = inputGeometry(photo, InputSpec{}, {});
        QVERIFY(geometry);
        const double x = double(photo.width()) / resized.width();
        const double y = double(photo.height()) / resized.height();
        const QRectF expected(corner.x() * x, corner.y() * y, 224 * x, 224 * y);
        QVERIFY2(geometry->source == expected, qPrintable(QString::number(geometry->source.x() / x)));
    }

    void aCropLargerThanTheResizedPhotoIsPaddedWithBlack()
    {
        const InputSpec spec = unitSpec(10, 5);
        const auto input = preprocess(grayPicture({40, 40}, 255), spec, {});
        QVERIFY(input);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(input->values.at(0, 4, i), i >= 2 && i < 7 ? 1.0F : 0.0F);
        QCOMPARE(input->geometry.source, QRectF(-16, -16, 80, 80));
    }

    void paddingIsTheMeanColour()
    {
        InputSpec spec;
        spec.mean = {100 / 255.0, 150 / 255.0, 200 / 255.0};
        const auto input = preprocess(grayPicture({400, 200}, 0), spec, {.fit = Framing::Fit::Pad});
        QVERIFY(input);
        for (int c = 0; c < 3; ++c) {
            QVERIFY(std::abs(input->values.at(c, 0, 100)) < 1e-6);
            QVERIFY(std::abs(input->values.at(c, 223, 100)) < 1e-6);
            QCOMPARE(input->values.at(c, 56, 0), float(spec.lowest(c)));
            QCOMPARE(input->values.at(c, 167, 223), float(spec.lowest(c)));
        }
        QCOMPARE(input->geometry.source, QRectF(0, -100, 400, 400));
    }

    void geometryGoesThereAndBack_data() { addFramings(); }
    void geometryGoesThereAndBack()
    {
        QFETCH(Framing, framing);
        const auto geometry = inputGeometry({480, 360}, InputSpec{}, framing);
        QVERIFY(geometry);
        for (const QPointF point :
             {QPointF(0, 0), QPointF(224, 224), QPointF(13.25, 200.125), QPointF(-3, 99)}) {
            const QPointF back = geometry->toInput(geometry->toPhoto(point));
            QVERIFY(std::abs(back.x() - point.x()) < 1e-9 && std::abs(back.y() - point.y()) < 1e-9);
        }
    }

    void aBrightSpotLandsWhereGeometrySays_data() { addFramings(); }
    void aBrightSpotLandsWhereGeometrySays()
    {
        QFETCH(Framing, framing);
        Picture photo = grayPicture({480, 360}, 0);
        for (int y = 150; y < 159; ++y) {
            for (int x = 211; x < 220; ++x)
                photo.pixels.setPixel(x, y, qRgb(255, 255, 255));
        }
        const auto input = preprocess(photo, unitSpec(224, 256), framing);
        QVERIFY(input);
        const QPointF landed = centerOfMass(input->values);
        const QPointF expected = input->geometry.toInput({215.5, 154.5});
        QVERIFY2(std::abs(landed.x() - expected.x()) < 0.02 && std::abs(landed.y() - expected.y()) < 0.02,
                 qPrintable(QStringLiteral("%1 %2 for %3 %4")
                                .arg(landed.x())
                                .arg(landed.y())
                                .arg(expected.x())
                                .arg(expected.y())));
    }

    void unusableFramingsAreErrors_data()
    {
        QTest::addColumn<QRectF>("region");
        QTest::newRow("none") << QRectF();
        QTest::newRow("beside the photo") << QRectF(500, 0, 100, 100);
        QTest::newRow("enormous") << QRectF(-5000, -5000, 1e6, 1e6);
        QTest::newRow("not a number") << QRectF(0, 0, std::nan(""), 10);
    }
    void unusableFramingsAreErrors()
    {
        QFETCH(QRectF, region);
        const Framing framing{.fit = Framing::Fit::Custom, .region = region};
        const auto input = preprocess(grayPicture({480, 360}, 0), InputSpec{}, framing);
        QVERIFY(!input);
        QCOMPARE(input.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!input.error().hint.isEmpty());
    }

    void noPictureIsAnError()
    {
        const auto input = preprocess(Picture{}, InputSpec{}, {});
        QVERIFY(!input);
        QCOMPARE(input.error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(PreprocessTest)
#include "test_preprocess.moc"

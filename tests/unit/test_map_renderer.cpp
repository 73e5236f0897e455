// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>

#include "core/imaging/preprocess.h"
#include "core/render/map_renderer.h"
#include "tests/support/patience.h"

using namespace saliscope;

namespace {

constexpr auto squares = MapRenderer::Magnification::Squares;

RenderStyle grayStyle()
{
    return {.colorMap = QStringLiteral("gray"), .highPercentile = 100, .opacity = 1};
}

FloatMap waves(int size)
{
    FloatMap map(1, size, size);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x)
            map.at(0, y, x) = std::abs(std::sin(float(x) * 0.21F) * std::cos(float(y) * 0.13F));
    }
    return map;
}

QImage plain(QSize size, QRgb color)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    return image;
}

/// Milliseconds of the fastest of some runs: what the code can do, whatever else the machine does.
template <typename Work>
double fastest(Work work)
{
    double best = 1e9;
    for (int i = 0; i < 15; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        best = std::min(best, double(timer.nsecsElapsed()) / 1e6);
    }
    return best;
}

} // namespace

class MapRendererTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesBecomeTheColoursOfTheTable()
    {
        FloatMap map(1, 1, 4);
        map.values = {0, 1, 2, 4};
        const MapRenderer renderer(map, grayStyle());
        const QImage image = renderer.image();
        QCOMPARE(image.size(), QSize(4, 1));
        for (int x = 0; x < 4; ++x)
            QCOMPARE(qRed(image.pixel(x, 0)), int(std::lround(double(map.values[std::size_t(x)]) / 4 * 255)));
    }

    void valuesBeyondTheLimitsAreClipped()
    {
        FloatMap map(1, 1, 101);
        for (int x = 0; x < 101; ++x)
            map.at(0, 0, x) = float(x);
        RenderStyle style = grayStyle();
        style.highPercentile = 50;
        const QImage image = MapRenderer(map, style).image();
        QCOMPARE(qRed(image.pixel(25, 0)), 128);
        QCOMPARE(qRed(image.pixel(50, 0)), 255);
        QCOMPARE(qRed(image.pixel(100, 0)), 255);
    }

    void zeroIsTheNeutralMiddleOfSignedMaps()
    {
        FloatMap map(1, 1, 3);
        map.values = {-1, 0, 0.5};
        const QImage image = MapRenderer(map, {.highPercentile = 100}).image();
        const QColor negative = image.pixelColor(0, 0), zero = image.pixelColor(1, 0);
        const QColor positive = image.pixelColor(2, 0);
        QVERIFY(negative.blue() > negative.red() + 50);
        QVERIFY(positive.red() > positive.blue() + 20);
        QVERIFY(std::abs(zero.red() - zero.blue()) < 12 && zero.lightness() > 220);
    }

    void interpolationHasPixelCentresAtHalves()
    {
        FloatMap map(1, 1, 2);
        map.values = {0, 1};
        const MapRenderer renderer(map, grayStyle());
        const QImage image = renderer.image({8, 1}, {0, 0, 8, 1});
        // Centres 0.5 .. 7.5 of 8 lie at -0.375, -0.125, 0.125 ... of the two values; the ends are continued.
        const int expected[] = {0, 0, 32, 96, 159, 223, 255, 255};
        for (int x = 0; x < 8; ++x)
            QVERIFY2(std::abs(qRed(image.pixel(x, 0)) - expected[x]) <= 1, qPrintable(QString::number(x)));
        const QImage blocks = renderer.image({8, 1}, {0, 0, 8, 1}, squares);
        for (int x = 0; x < 8; ++x)
            QCOMPARE(qRed(blocks.pixel(x, 0)), x < 4 ? 0 : 255);
    }

    void beyondTheMapThePhotoIsUntouched()
    {
        FloatMap map(1, 2, 2);
        map.values = {1, 1, 1, 1};
        RenderStyle style = grayStyle();
        const MapRenderer renderer(map, style);
        const QImage photo = plain({10, 10}, qRgb(10, 20, 30));
        const QImage over = renderer.overlay(photo, {2, 3, 5, 4});
        const QImage alone = renderer.image({10, 10}, {2, 3, 5, 4});
        for (int y = 0; y < 10; ++y) {
            for (int x = 0; x < 10; ++x) {
                const bool isInside = x >= 2 && x < 7 && y >= 3 && y < 7;
                QCOMPARE(over.pixel(x, y), isInside ? qRgb(255, 255, 255) : qRgb(10, 20, 30));
                QCOMPARE(qAlpha(alone.pixel(x, y)), isInside ? 255 : 0);
            }
        }
    }

    void opacityBlends()
    {
        FloatMap map(1, 1, 1);
        map.values = {1};
        RenderStyle style = grayStyle();
        style.opacity = 0.25;
        const QImage photo = plain({2, 2}, qRgb(100, 0, 200));
        const QColor mixed = MapRenderer(map, style).overlay(photo, {0, 0, 2, 2}).pixelColor(1, 1);
        QVERIFY(std::abs(mixed.red() - 139) <= 1 && std::abs(mixed.green() - 64) <= 1);
        QVERIFY(std::abs(mixed.blue() - 214) <= 1);
        style.opacity = 0;
        QCOMPARE(MapRenderer(map, style).overlay(photo, {0, 0, 2, 2}), photo);
    }

    void aSpotOnThePhotoIsMarkedWhereItIs_data()
    {
        QTest::addColumn<int>("fit");
        QTest::addColumn<QRectF>("region");
        QTest::newRow("as trained") << int(Framing::Fit::AsTrained) << QRectF();
        QTest::newRow("pad") << int(Framing::Fit::Pad) << QRectF();
        QTest::newRow("stretch") << int(Framing::Fit::Stretch) << QRectF();
        QTest::newRow("custom") << int(Framing::Fit::Custom) << QRectF(90, -20, 300, 333.3);
    }
    /// Photo -> network input -> map (the input itself) -> over the photo again.
    void aSpotOnThePhotoIsMarkedWhereItIs()
    {
        QFETCH(int, fit);
        QFETCH(QRectF, region);
        Picture photo{.pixels = plain({480, 360}, qRgb(0, 0, 0))};
        const QRect spot(240, 150, 9, 9);
        for (int y = spot.top(); y <= spot.bottom(); ++y) {
            for (int x = spot.left(); x <= spot.right(); ++x)
                photo.pixels.setPixel(x, y, qRgb(255, 255, 255));
        }
        InputSpec spec{.mean = {0, 0, 0}, .std = {1, 1, 1}};
        spec.channels = ChannelOrder::Gray;
        const auto input = preprocess(photo, spec, {.fit = Framing::Fit(fit), .region = region});
        QVERIFY(input);
        const QImage over =
            MapRenderer(input->values, grayStyle()).overlay(photo.pixels, input->geometry.source);
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = 0; y < over.height(); ++y) {
            for (int x = 0; x < over.width(); ++x) {
                const double level = qRed(over.pixel(x, y));
                sum += level;
                sumX += level * (x + 0.5);
                sumY += level * (y + 0.5);
            }
        }
        QVERIFY(std::abs(sumX / sum - 244.5) < 0.1);
        QVERIFY(std::abs(sumY / sum - 154.5) < 0.1);
    }

    void threeChannelsAreColoursAboutAMiddleGray()
    {
        FloatMap map(3, 1, 2);
        map.values = {2, 0, -2, 0, 1, 0};
        const QImage image = MapRenderer(map, {.highPercentile = 100}).image();
        QCOMPARE(image.pixel(0, 0), qRgb(255, 0, 191));
        QCOMPARE(image.pixel(1, 0), qRgb(128, 128, 128));
    }

    void blurSpreadsButKeepsTheSum()
    {
        FloatMap map(1, 41, 41);
        map.at(0, 20, 20) = 1;
        RenderStyle style = grayStyle();
        style.blur = 2;
        const MapRenderer renderer(map, style);
        QVERIFY(std::abs(renderer.limits().high - 1 / (8 * std::acos(-1.0))) < 2e-3); // 1 / (2 pi sigma^2)
        QVERIFY(qRed(renderer.image().pixel(22, 20)) > 120);
    }

    void mapsThatCannotBeDrawnLeaveThePhotoAlone()
    {
        const MapRenderer renderer(FloatMap(1, 4, 4), grayStyle());
        QVERIFY(renderer.image().isNull());
        const QImage photo = plain({8, 8}, qRgb(1, 2, 3));
        QCOMPARE(renderer.overlay(photo, {0, 0, 8, 8}), photo);
    }

    void drawingKeepsUpWithASlider()
    {
        const FloatMap map = waves(224);
        const QImage photo = plain({1024, 1024}, qRgb(90, 120, 60));
        const double alone = fastest([&] { MapRenderer(map, {}).image(); });
        const double over = fastest([&] {
            MapRenderer(map, {}).overlay(photo, {QPointF(), QSizeF(photo.size())});
        });
        qInfo("224 x 224: %.2f ms; over 1024 x 1024: %.2f ms", alone, over);
        // Four times what is promised: the machine may be busy.
        QVERIFY(alone < 12 * test::patience && over < 60 * test::patience);
    }
};

QTEST_GUILESS_MAIN(MapRendererTest)
#include "test_map_renderer.moc"

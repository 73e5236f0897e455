// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/strings.h"
#include "core/render/color_bar.h"
#include "core/render/color_map.h"
#include "core/render/map_limits.h"
#include "core/render/map_statistics.h"

using namespace saliscope;

namespace {

FloatMap mapOf(std::vector<float> values)
{
    FloatMap map(1, 1, int(values.size()));
    map.values = std::move(values);
    return map;
}

FloatMap ramp(int count)
{
    std::vector<float> values(static_cast<std::size_t>(count));
    std::iota(values.begin(), values.end(), 0.0F);
    return mapOf(std::move(values));
}

constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();

} // namespace

class MapLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentilesInterpolateLikeNumPy_data()
    {
        QTest::addColumn<double>("q");
        QTest::addColumn<double>("expected"); // numpy.percentile(numpy.arange(100), q)
        QTest::newRow("0") << 0.0 << 0.0;
        QTest::newRow("0.5") << 0.5 << 0.495;
        QTest::newRow("50") << 50.0 << 49.5;
        QTest::newRow("99") << 99.0 << 98.01;
        QTest::newRow("100") << 100.0 << 99.0;
    }
    void percentilesInterpolateLikeNumPy()
    {
        QFETCH(double, q);
        QFETCH(double, expected);
        std::vector<float> values = ramp(100).values;
        std::reverse(values.begin(), values.end());
        std::swap(values[3], values[70]);
        QVERIFY(std::abs(percentile(values, q) - expected) < 1e-12);
    }

    void sequentialMapsStartAtZeroOrAtThePercentile()
    {
        RenderStyle style;
        MapLimits limits = mapLimits(ramp(100), style);
        QVERIFY(limits.isDrawable() && !limits.isDiverging);
        QCOMPARE(limits.low, 0.0);
        QCOMPARE(limits.high, 98.01);
        QVERIFY(limits.clipsAbove() && !limits.clipsBelow());
        QCOMPARE(limits.colorMap, u"viridis"_s);

        style.zeroBased = false;
        style.lowPercentile = 10;
        limits = mapLimits(ramp(100), style);
        QCOMPARE(limits.low, 9.9);
        QVERIFY(limits.clipsBelow());
    }

    void histogramsCountWhatLiesWithin()
    {
        using Counts = std::vector<int>;
        QCOMPARE(histogram({0, 1, 1, 2, 3, 4, notANumber}, 0, 4, 2, false), Counts({3, 3}));
        QCOMPARE(histogram({-5, 1, 9}, 0, 4, 2, false), Counts({1, 0}));
        QCOMPARE(histogram({-4, -1, 1}, 0, 4, 4, true), Counts({0, 2, 0, 1}));
    }

    void limitsGivenAsValuesGoBeforePercentiles()
    {
        MapLimits limits = mapLimits(ramp(100), {.low = -5, .high = 200});
        QCOMPARE(limits.low, -5.0);
        QCOMPARE(limits.high, 200.0);
        QVERIFY(!limits.clipsAbove() && !limits.clipsBelow());

        limits = mapLimits(ramp(100), {.high = 50});
        QCOMPARE(limits.low, 0.0);
        QCOMPARE(limits.high, 50.0);
        QVERIFY(limits.clipsAbove());

        limits = mapLimits(mapOf({-1, 2, 3}), {.low = -4, .high = 2});
        QCOMPARE(limits.low, -4.0);
        QCOMPARE(limits.high, 4.0);

        limits = mapLimits(ramp(100), {.low = 300, .high = 200}); // no width
        QVERIFY(limits.high > limits.low);
    }

    void signedMapsAreSymmetricAboutZero()
    {
        const FloatMap map = mapOf({-4, -1, 0, 1, 2});
        RenderStyle style{.highPercentile = 100};
        MapLimits limits = mapLimits(map, style);
        QVERIFY(limits.isDiverging);
        QCOMPARE(limits.low, -4.0);
        QCOMPARE(limits.high, 4.0);
        QCOMPARE(limits.colorMap, u"blue-red"_s); // viridis has no middle

        style.colorMap = u"coolwarm"_s;
        QCOMPARE(mapLimits(map, style).colorMap, u"coolwarm"_s);
        style.sign = RenderStyle::Sign::Magnitude;
        limits = mapLimits(map, style);
        QVERIFY(!limits.isDiverging);
        QCOMPARE(limits.low, 0.0);
        QCOMPARE(limits.high, 4.0);
        QCOMPARE(limits.colorMap, u"viridis"_s);
        style.sign = RenderStyle::Sign::Signed;
        QCOMPARE(mapLimits(ramp(3), style).low, -2.0);
    }

    void unusualMapsKeepAWidth_data()
    {
        QTest::addColumn<std::vector<float>>("values");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        std::vector<float> sparse(1000, 0.0F);
        sparse[500] = 7;
        QTest::newRow("constant") << std::vector<float>(50, 3.0F) << 0.0 << 3.0;
        QTest::newRow("constant negative") << std::vector<float>(50, -3.0F) << -3.0 << 3.0;
        QTest::newRow("sparse") << sparse << 0.0 << 7.0;
        QTest::newRow("one value") << std::vector<float>{5} << 0.0 << 5.0;
    }
    void unusualMapsKeepAWidth()
    {
        QFETCH(std::vector<float>, values);
        QFETCH(double, low);
        QFETCH(double, high);
        for (const bool zeroBased : {true, false}) {
            const MapLimits limits = mapLimits(mapOf(values), {.zeroBased = zeroBased});
            QVERIFY(limits.isDrawable());
            QCOMPARE(limits.low, low);
            QCOMPARE(limits.high, high);
        }
    }

    void mapsThatCannotBeDrawnSayWhy_data()
    {
        QTest::addColumn<std::vector<float>>("values");
        QTest::addColumn<MapLimits::State>("state");
        QTest::newRow("empty") << std::vector<float>{} << MapLimits::State::Empty;
        QTest::newRow("zero") << std::vector<float>(9, 0.0F) << MapLimits::State::AllZero;
        QTest::newRow("minus zero") << std::vector<float>(9, -0.0F) << MapLimits::State::AllZero;
        QTest::newRow("one NaN") << std::vector<float>{1, notANumber, 2} << MapLimits::State::NotFinite;
        QTest::newRow("all NaN") << std::vector<float>{notANumber, notANumber} << MapLimits::State::NotFinite;
        QTest::newRow("infinite") << std::vector<float>{1, -std::numeric_limits<float>::infinity()}
                                  << MapLimits::State::NotFinite;
    }
    void mapsThatCannotBeDrawnSayWhy()
    {
        QFETCH(std::vector<float>, values);
        QFETCH(MapLimits::State, state);
        const MapLimits limits = mapLimits(mapOf(values), {});
        QCOMPARE(limits.state, state);
        QVERIFY(!limits.isDrawable());
        QVERIFY(!limits.stateText().isEmpty());
        QVERIFY(mapLimits(ramp(4), {}).stateText().isEmpty());
    }

    void everyColorMapHasItsKind()
    {
        QCOMPARE(colorMaps().front().id, RenderStyle().colorMap);
        for (const ColorMapInfo& info : colorMaps()) {
            const ColorTable& table = colorTable(info.id);
            const int ends = qGray(table.back()) - qGray(table.front());
            const int middle = qGray(table[128]);
            if (info.isDiverging)
                QVERIFY2(middle > 200 && qGray(table.front()) < 120 && qGray(table.back()) < 120,
                         qPrintable(info.id));
            else if (info.id != u"turbo"_s)
                QVERIFY2(ends > 100, qPrintable(info.id));
            QCOMPARE(colorMapOfKind(info.id, info.isDiverging), info.id);
            QVERIFY(colorMapOfKind(info.id, !info.isDiverging) != info.id);
        }
        QCOMPARE(colorTable(u"viridis"_s).front(), qRgb(68, 1, 84)); // matplotlib's first and last
        QCOMPARE(colorTable(u"viridis"_s).back(), qRgb(253, 231, 37));
        QCOMPARE(colorTable(u"coolwarm"_s).front(), qRgb(59, 76, 192)); // Moreland's ends
        QCOMPARE(colorTable(u"coolwarm"_s).back(), qRgb(180, 4, 38));
        QCOMPARE(colorTable(u"unknown"_s), colorTable(u"viridis"_s));
    }

    void numbersAreShort_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << u"0"_s;
        QTest::newRow("plain") << 0.037412 << u"0.0374"_s;
        QTest::newRow("round") << 20.0 << u"20"_s;
        QTest::newRow("negative") << -1.5 << u"−1.5"_s;
        QTest::newRow("tiny") << 3.7123e-5 << u"3.71·10⁻⁵"_s;
        QTest::newRow("large") << -2.5e12 << u"−2.5·10¹²"_s;
    }
    void numbersAreShort()
    {
        QFETCH(double, value);
        QTEST(numberText(value), "text");
    }

    void theBarSaysItsLimitsAndRoundNumbersBetween()
    {
        MapLimits limits{.state = MapLimits::State::Drawable, .low = 0, .high = 0.0374};
        QList<ColorBarTick> ticks = colorBarTicks(limits, 4);
        QCOMPARE(ticks.front().text, numberText(limits.low));
        QCOMPARE(ticks.back().text, numberText(limits.high));
        QVERIFY(ticks.front().isLimit && ticks.back().isLimit);
        QStringList between;
        for (const ColorBarTick& tick : ticks.mid(1, ticks.size() - 2)) {
            between += tick.text;
            QVERIFY(!tick.isLimit);
            QVERIFY(std::abs(tick.position * limits.high - tick.text.toDouble()) < 1e-9);
        }
        QCOMPARE(between, (QStringList{u"0.01"_s, u"0.02"_s, u"0.03"_s}));

        limits.low = -0.0374;
        ticks = colorBarTicks(limits, 4);
        QVERIFY(std::any_of(ticks.begin(), ticks.end(), [](const ColorBarTick& tick) {
            return tick.text == u"0" && std::abs(tick.position - 0.5) < 1e-12;
        }));
        QCOMPARE(colorBarTicks(limits, 0).size(), 2);
    }
};

QTEST_GUILESS_MAIN(MapLimitsTest)
#include "test_map_limits.moc"

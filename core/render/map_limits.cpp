// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/map_limits.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "core/base/strings.h"
#include "core/render/color_map.h"
#include "core/render/map_statistics.h"

namespace saliscope {
namespace {

struct MapLimitsText
{
    Q_DECLARE_TR_FUNCTIONS(MapLimits)
};

std::vector<float> magnitudes(std::vector<float> values)
{
    std::transform(values.begin(), values.end(), values.begin(), [](float value) { return std::abs(value); });
    return values;
}

void setDiverging(MapLimits& limits, const FloatMap& map, const RenderStyle& style)
{
    if (style.low || style.high) {
        limits.high = std::max(std::abs(style.low.value_or(0)), std::abs(style.high.value_or(0)));
    } else {
        std::vector<float> sizes = magnitudes(map.values);
        limits.high = percentile(sizes, style.highPercentile);
    }
    if (limits.high <= 0)
        limits.high = std::max(std::abs(limits.minimum), std::abs(limits.maximum));
    limits.low = -limits.high;
}

/// `values` are what is coloured.
void setSequential(MapLimits& limits, std::vector<float> values, const RenderStyle& style)
{
    limits.high = style.high ? *style.high : percentile(values, style.highPercentile);
    const auto below = [&] {
        return style.zeroBased ? std::min(0.0, limits.minimum) : percentile(values, style.lowPercentile);
    };
    limits.low = style.low ? *style.low : below();
    if (limits.high <= limits.low)
        limits.high = limits.maximum;
    if (limits.high <= limits.low)
        limits.low = std::min(0.0, 2 * limits.high);
}

} // namespace

QString MapLimits::stateText() const
{
    switch (state) {
    case State::Empty:
        return MapLimitsText::tr("The map has no values.");
    case State::AllZero:
        return MapLimitsText::tr("Every value of the map is zero: nothing in the picture moves this score.");
    case State::NotFinite:
        return MapLimitsText::tr("The map has values that are not numbers (NaN or infinite).");
    case State::Drawable:
        break;
    }
    return {};
}

MapLimits mapLimits(const FloatMap& map, const RenderStyle& style)
{
    MapLimits limits;
    if (map.isEmpty())
        return limits;
    const ValueRange range = valueRange(map.values);
    limits.minimum = range.minimum;
    limits.maximum = range.maximum;
    if (range.notFinite > 0)
        limits.state = MapLimits::State::NotFinite;
    else if (range.minimum == 0 && range.maximum == 0)
        limits.state = MapLimits::State::AllZero;
    else
        limits.state = MapLimits::State::Drawable;
    if (!limits.isDrawable())
        return limits;

    limits.isColor = map.channels == 3;
    limits.isDiverging = limits.isColor || style.sign == RenderStyle::Sign::Signed ||
                         (style.sign == RenderStyle::Sign::Automatic && range.minimum < 0);
    limits.colorMap = limits.isColor ? u"gray"_s : colorMapOfKind(style.colorMap, limits.isDiverging);
    if (limits.isDiverging) {
        setDiverging(limits, map, style);
    } else if (style.sign == RenderStyle::Sign::Magnitude) {
        std::vector<float> sizes = magnitudes(map.values);
        const ValueRange sizeRange = valueRange(sizes);
        limits.minimum = sizeRange.minimum;
        limits.maximum = sizeRange.maximum;
        setSequential(limits, std::move(sizes), style);
    } else {
        setSequential(limits, map.values, style);
    }
    return limits;
}

} // namespace saliscope

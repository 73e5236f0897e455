// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/style_json.h"

#include "core/base/strings.h"

namespace saliscope {
namespace {

using Sign = RenderStyle::Sign;

QString signText(Sign sign)
{
    switch (sign) {
    case Sign::Automatic:
        return u"automatic"_s;
    case Sign::Magnitude:
        return u"magnitude"_s;
    case Sign::Signed:
        return u"signed"_s;
    }
    return {};
}

Expected<Sign> parseSign(const QString& text)
{
    for (const Sign sign : {Sign::Automatic, Sign::Magnitude, Sign::Signed})
        if (signText(sign) == text)
            return sign;
    return failure(ErrorCode::InvalidArgument, u"\"%1\" is not a way to draw signs"_s.arg(text), {},
                   u"There are: automatic, magnitude, signed."_s);
}

/// Nothing where there is none.
std::optional<double> readLimit(const JsonReader& json, const QString& key)
{
    return json.has(key) ? std::optional(json.number(key, 0)) : std::nullopt;
}

} // namespace

QJsonObject styleJson(const RenderStyle& style)
{
    QJsonObject json{{u"color_map"_s, style.colorMap},
                     {u"sign"_s, signText(style.sign)},
                     {u"low_percentile"_s, style.lowPercentile},
                     {u"high_percentile"_s, style.highPercentile},
                     {u"zero_based"_s, style.zeroBased},
                     {u"opacity"_s, style.opacity},
                     {u"blur"_s, style.blur},
                     {u"overlay"_s, style.overlay}};
    if (style.low)
        json.insert(u"low"_s, *style.low);
    if (style.high)
        json.insert(u"high"_s, *style.high);
    return json;
}

RenderStyle readStyle(const JsonReader& json)
{
    constexpr double largestBlur = 1000;
    RenderStyle style;
    style.colorMap = json.text(u"color_map"_s, style.colorMap);
    style.sign = json.parsed(u"sign"_s, style.sign, parseSign);
    style.lowPercentile = json.number(u"low_percentile"_s, style.lowPercentile, 0, 100);
    style.highPercentile = json.number(u"high_percentile"_s, style.highPercentile, 0, 100);
    style.low = readLimit(json, u"low"_s);
    style.high = readLimit(json, u"high"_s);
    style.zeroBased = json.boolean(u"zero_based"_s, style.zeroBased);
    style.opacity = json.number(u"opacity"_s, style.opacity, 0, 1);
    style.blur = json.number(u"blur"_s, style.blur, 0, largestBlur);
    style.overlay = json.boolean(u"overlay"_s, style.overlay);
    return style;
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/map_renderer.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace saliscope {
namespace {

/// Gaussian blur of every channel, sigma in map pixels; edges are continued.
FloatMap blurred(FloatMap map, double sigma)
{
    if (sigma <= 0 || map.isEmpty())
        return map;
    for (int c = 0; c < map.channels; ++c) {
        cv::Mat plane(map.height, map.width, CV_32F, &map.at(c, 0, 0));
        cv::GaussianBlur(plane, plane, {}, sigma, sigma, cv::BORDER_REPLICATE);
    }
    return map;
}

FloatMap levelsOf(FloatMap map, const MapLimits& limits, RenderStyle::Sign sign)
{
    const bool isMagnitude = sign == RenderStyle::Sign::Magnitude && !limits.isDiverging;
    const double scale = 255 / (limits.high - limits.low);
    for (float& value : map.values)
        value = float(((isMagnitude ? std::abs(value) : value) - limits.low) * scale);
    return map;
}

int rounded(float level)
{
    return int(std::clamp(level, 0.0F, 255.0F) + 0.5F);
}

/// Which two map values an output pixel lies between, and how far it is towards the second.
struct Sample
{
    int first = 0;
    int second = 0;
    float fraction = 0;
};

/// One direction of a picture: `begin` is the first pixel whose centre lies on the map.
struct Samples
{
    int begin = 0;
    std::vector<Sample> list;
};

Samples samplesOf(int pixels, double start, double length, int values,
                  MapRenderer::Magnification magnification)
{
    Samples samples;
    if (length <= 0)
        return samples;
    samples.begin = std::clamp(int(std::ceil(start - 0.5)), 0, pixels);
    const int end = std::clamp(int(std::ceil(start + length - 0.5)), samples.begin, pixels);
    samples.list.reserve(std::size_t(end - samples.begin));
    const auto inside = [values](int index) { return std::clamp(index, 0, values - 1); };
    for (int i = samples.begin; i < end; ++i) {
        const double position = (i + 0.5 - start) / length * values;
        if (magnification == MapRenderer::Magnification::Squares) {
            const int index = inside(int(position));
            samples.list.push_back({index, index, 0});
        } else {
            const double low = std::floor(position - 0.5);
            samples.list.push_back({inside(int(low)), inside(int(low) + 1), float(position - 0.5 - low)});
        }
    }
    return samples;
}

float between(float first, float second, float fraction)
{
    return first + (second - first) * fraction;
}

/// One row of a plane between its two rows.
void interpolateRow(const FloatMap& levels, int channel, const Sample& y, float* row)
{
    const float* first = &levels.values[levels.index(channel, y.first, 0)];
    const float* second = &levels.values[levels.index(channel, y.second, 0)];
    for (int x = 0; x < levels.width; ++x)
        row[x] = between(first[x], second[x], y.fraction);
}

/// Blends two opaque colours; `weight` of the second in 0..256.
QRgb blended(QRgb first, QRgb second, quint32 weight)
{
    constexpr quint32 redBlue = 0x00FF00FF, green = 0x0000FF00;
    const quint32 rest = 256 - weight;
    return 0xFF000000 | ((((first & redBlue) * rest + (second & redBlue) * weight) >> 8) & redBlue) |
           ((((first & green) * rest + (second & green) * weight) >> 8) & green);
}

} // namespace

MapRenderer::MapRenderer(const FloatMap& map, const RenderStyle& style)
    : m_opacity(std::clamp(style.opacity, 0.0, 1.0))
    , m_levels(blurred(map, style.blur))
{
    m_limits = mapLimits(m_levels, style);
    m_colors = &colorTable(m_limits.colorMap);
    m_levels = m_limits.isDrawable() ? levelsOf(std::move(m_levels), m_limits, style.sign) : FloatMap();
}

template <typename Put>
void MapRenderer::draw(QImage& target, const QRectF& place, Magnification magnification, Put put) const
{
    const Samples columns =
        samplesOf(target.width(), place.x(), place.width(), m_levels.width, magnification);
    const Samples rows =
        samplesOf(target.height(), place.y(), place.height(), m_levels.height, magnification);
    const int shown = m_limits.isColor ? 3 : 1;
    FloatMap row(shown, 1, m_levels.width);
    for (std::size_t j = 0; j < rows.list.size(); ++j) {
        for (int c = 0; c < shown; ++c)
            interpolateRow(m_levels, c, rows.list[j], &row.at(c, 0, 0));
        QRgb* out = reinterpret_cast<QRgb*>(target.scanLine(rows.begin + int(j))) + columns.begin;
        const auto level = [&row](int channel, const Sample& x) {
            return rounded(between(row.at(channel, 0, x.first), row.at(channel, 0, x.second), x.fraction));
        };
        if (m_limits.isColor) {
            for (const Sample& x : columns.list)
                put(*out++, qRgb(level(0, x), level(1, x), level(2, x)));
        } else {
            for (const Sample& x : columns.list)
                put(*out++, (*m_colors)[std::size_t(level(0, x))]);
        }
    }
}

QImage MapRenderer::image() const
{
    const QSize size(m_levels.width, m_levels.height);
    return image(size, QRectF(QPointF(), size), Magnification::Squares);
}

QImage MapRenderer::image(QSize size, const QRectF& place, Magnification magnification) const
{
    QImage result(size, QImage::Format_ARGB32_Premultiplied);
    result.fill(Qt::transparent);
    if (m_limits.isDrawable())
        draw(result, place, magnification, [](QRgb& pixel, QRgb color) { pixel = color; });
    return result;
}

QImage MapRenderer::overlay(const QImage& photo, const QRectF& place, Magnification magnification) const
{
    QImage result = photo.convertToFormat(QImage::Format_RGB32);
    const quint32 weight = quint32(std::lround(m_opacity * 256));
    if (m_limits.isDrawable() && weight > 0)
        draw(result, place, magnification,
             [weight](QRgb& pixel, QRgb color) { pixel = blended(pixel, color, weight); });
    return result;
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRectF>

#include "core/recipe/render_style.h"
#include "core/render/color_map.h"
#include "core/render/map_limits.h"

namespace saliscope {

/// Turns one raw map into pixels in one style. Made once per map and style (about a millisecond for 224 x
/// 224), it draws at any size. Values are interpolated, then coloured. A map that is not drawable gives
/// transparent pictures; limits() says why. Immutable: any thread.
class MapRenderer
{
public:
    enum class Magnification
    {
        Smooth,  ///< Bilinear, pixel centres at halves.
        Squares, ///< Every value of the map is a square of one colour.
    };

    MapRenderer(const FloatMap& map, const RenderStyle& style);

    const MapLimits& limits() const { return m_limits; }

    /// The map alone, one pixel a value; null if it is not drawable.
    QImage image() const;

    /// The map alone in a picture of `size` in which the whole map covers `place` (continuous pixels of that
    /// picture); transparent elsewhere. Format_ARGB32_Premultiplied.
    QImage image(QSize size, const QRectF& place, Magnification magnification = Magnification::Smooth) const;

    /// `photo` with the map over it in the style's opacity. `place` as above: InputGeometry::source for a
    /// photo in its own size. Format_RGB32.
    QImage overlay(const QImage& photo, const QRectF& place,
                   Magnification magnification = Magnification::Smooth) const;

private:
    template <typename Put>
    void draw(QImage& target, const QRectF& place, Magnification magnification, Put put) const;

    MapLimits m_limits;
    double m_opacity;
    FloatMap m_levels; ///< Values as positions in the colour table, 0..255, beyond it where they are clipped.
    const ColorTable* m_colors;
};

} // namespace saliscope

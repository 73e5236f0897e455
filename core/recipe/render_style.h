// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace saliscope {

/// How a raw map becomes colours. Touching it never runs the network.
struct RenderStyle
{
    enum class Sign
    {
        Automatic, ///< Diverging for maps with negative values, sequential otherwise.
        Magnitude, ///< |value| on a sequential map.
        Signed,    ///< Symmetric about zero on a diverging map.
    };

    QString colorMap = QStringLiteral("viridis"); ///< An id from colorMaps().
    Sign sign = Sign::Automatic;
    double lowPercentile = 0;   ///< Lower limit for sequential maps, percentile of the values.
    double highPercentile = 99; ///< Upper limit; of |value| for diverging maps. 100: the largest value.
    std::optional<double> low;  ///< Lower limit as a value of the map, in the place of percentile and zero.
    std::optional<double> high; ///< Upper limit as a value; diverging maps go from minus to plus the larger.
    bool zeroBased = true;      ///< Sequential maps start at 0 instead of the low percentile.
    double opacity = 0.6;       ///< Of the map over the photo.
    double blur = 0;            ///< Gaussian sigma in input pixels, display only.
    bool overlay = false;       ///< Over the photo instead of alone.

    bool operator==(const RenderStyle&) const = default;
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/imaging/float_map.h"
#include "core/recipe/render_style.h"

namespace saliscope {

/// Which numbers the first and the last colour stand for, and why there may be no picture.
struct MapLimits
{
    enum class State
    {
        Drawable,
        Empty,     ///< There are no values.
        AllZero,   ///< Nothing to see: every value is 0.
        NotFinite, ///< Some value is NaN or infinite.
    };

    State state = State::Empty;
    double low = 0;
    double high = 0;
    double minimum = 0; ///< Of what is coloured: |value| for the magnitude.
    double maximum = 0;
    bool isDiverging = false; ///< Symmetric about zero: low = -high.
    bool isColor = false;     ///< Three channels, shown as red, green and blue; the middle is zero.
    QString colorMap;         ///< The id that is drawn with; of the right kind, whatever the style says.

    bool isDrawable() const { return state == State::Drawable; }
    bool clipsAbove() const { return maximum > high; }
    bool clipsBelow() const { return minimum < low; }
    /// Why there is no picture, in a sentence; empty if there is one.
    QString stateText() const;

    bool operator==(const MapLimits&) const = default;
};

/// The limits of a map in a style (after its blur, see MapRenderer). Sequential: from 0 or the low percentile
/// to the high percentile; diverging: plus and minus the high percentile of |value|. Limits that the style
/// gives as values go before percentiles. Where there would be no width (sparse or constant maps) the extreme
/// value, then zero, takes their place.
MapLimits mapLimits(const FloatMap& map, const RenderStyle& style);

} // namespace saliscope

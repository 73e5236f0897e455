// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/attribution.h"

namespace saliscope {

/// What of an attribution is drawn.
enum class MapAspect
{
    Map,
    StandardError, ///< Of the mean over the samples, in the unit of the map.
    RelativeError  ///< The same as a fraction of |map|, place by place; at most 1.
};

/// "Map", "Standard error", "Relative error".
QString aspectName(MapAspect aspect);
/// What the colours of an error mean: "standard error of the mean". Empty for the map.
QString aspectScale(MapAspect aspect);

/// Empty where there are no samples to tell the error from.
FloatMap mapAspect(const Attribution& attribution, MapAspect aspect);

/// After how many samples the mean relative error falls to `wanted`, as it falls with one over the root of
/// their number: n (error / wanted)². 0 where the error is not known.
qint64 samplesFor(const Attribution& attribution, double wanted);

} // namespace saliscope

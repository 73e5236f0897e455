// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include "core/recipe/param_spec.h"

namespace saliscope::compute {

/// How the channels of an attribution become one map.
enum class Reduction
{
    MaxAbs,
    SumAbs,
    Sum,
    Mean,
    None
};

/// The parameter "reduction", shared by every method that has channels.
ParamSpec reductionParam(const QString& defaultId);
/// Reads it from complete parameters; None for methods without it.
Reduction reductionOf(const ParamValues& params);

/// (C, H, W) -> (1, H, W), or unchanged for None.
at::Tensor reduceChannels(const at::Tensor& map, Reduction reduction);

/// Standard error of the reduced map, to first order, from the channels' covariance of the mean (C, C, H, W):
/// sqrt(w' S w), w the derivative of the reduction at `map` (C, H, W). Exact for sum and mean; for max-abs
/// the error of the channel that is largest. None gives each channel's own.
at::Tensor reducedStandardError(const at::Tensor& map, const at::Tensor& covariance, Reduction reduction);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include "core/recipe/param_spec.h"

namespace saliscope::compute {

/// The parameter "centred" of the methods that project on a principal component.
ParamSpec centredParam();

/// What every place of `values` (N, K, h, w) has of their first right singular vector, (N, h, w): O v, O the
/// places by channels, less each channel's mean where `isCentred`. The vector's sign, which is arbitrary, is
/// the one with which the map agrees with the sum over the channels.
at::Tensor principalMap(const at::Tensor& values, bool isCentred);

} // namespace saliscope::compute

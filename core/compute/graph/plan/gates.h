// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace saliscope::compute {

/// The operators that redefineGradients() puts into a graph.
inline constexpr const char* positiveGateName = "saliscope::positive_gate"; ///< (y)
inline constexpr const char* largeGateName = "saliscope::large_gate";       ///< (y, percentile)
inline constexpr const char* bypassName = "saliscope::bypass";              ///< As the activation's own.

/// `gradient` (N, ...) where its product with `y` exceeds that product's percentile (0 to 100, linear
/// interpolation) in its example, and where that is positive; 0 elsewhere.
at::Tensor largeGradients(const at::Tensor& gradient, const at::Tensor& y, double percentile);

} // namespace saliscope::compute

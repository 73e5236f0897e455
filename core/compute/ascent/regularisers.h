// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

namespace saliscope::compute {

/// Penalties of a picture (1, 3, H, W), black -1 and white 1: scalars, differentiable, not yet weighted.

/// Sum of squares over every value.
at::Tensor sumOfSquares(const at::Tensor& picture);
/// Sum of |difference| of neighbours, both directions, all channels, divided by H W (tf.image.total_variation
/// over the number of pixels); the derivative of |0| is 0.
at::Tensor totalVariation(const at::Tensor& picture);

} // namespace saliscope::compute

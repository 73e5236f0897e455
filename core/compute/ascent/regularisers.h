// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace saliscope::compute {

/// Penalties of a picture (1, C, H, W), black -1 and white 1, and how much each counts.
struct Penalties
{
    double sumOfSquares = 0; ///< Over every value.
    /// Sum of |difference| of neighbours, both directions, all channels, divided by H W
    /// (tf.image.total_variation over the number of pixels).
    double totalVariation = 0;
};

/// Both penalties in one pass over the picture, summed in float64. Where `gradient` is given, it becomes the
/// derivative of weights.sumOfSquares sumOfSquares + weights.totalVariation totalVariation with respect to
/// the picture, in its type and on its device, in the memory that is there where it fits; the derivative of
/// |0| is 0.
Penalties penalties(const at::Tensor& picture, const Penalties& weights, at::Tensor* gradient);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "core/compute/graph/plan/convolution_call.h"

namespace saliscope::compute {

/// The gradient of a convolution with respect to its input, with the weights brought into the order that it
/// needs once and for all.
class ConvolutionGradient
{
public:
    virtual ~ConvolutionGradient() = default;
    /// `gradient` (N, out, ...) of the output; `sizes` (N, in, ...) of the input, which the result has.
    virtual at::Tensor operator()(const at::Tensor& gradient, at::IntArrayRef sizes) const = 0;
};

/// The fastest that is right for this convolution; `weight` as the operator takes it, `sizes` (N, out, ...)
/// as the gradients will about have.
std::shared_ptr<ConvolutionGradient>
makeConvolutionGradient(const at::Tensor& weight, const ConvolutionCall& call, at::IntArrayRef sizes);

} // namespace saliscope::compute

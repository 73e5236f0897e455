// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "core/compute/graph/plan/convolution_call.h"

namespace saliscope::compute {

/// Whether oneDNN's kernels take the tensor: float32 on the CPU.
bool isForOneDnn(const at::Tensor& tensor);

/// A convolution of stride 1 through oneDNN where it takes it (2-D), through ATen otherwise. `weight` (out,
/// in / groups, ...).
at::Tensor convolve(const at::Tensor& input, const at::Tensor& weight, const std::vector<int64_t>& padding,
                    const std::vector<int64_t>& dilation, int64_t groups);

/// The weight in the order in which oneDNN's kernel reads it for inputs of about that size (N, in, ...), so
/// that it is not brought into it in every call; the weight itself where oneDNN does not take it.
at::Tensor packed(const at::Tensor& weight, const ConvolutionCall& call, at::IntArrayRef inputSizes);

/// The weight of a linear layer, (out, in), cut up once for the rows that it is to be multiplied with.
struct LinearWeight
{
    explicit LinearWeight(const at::Tensor& weight, bool isForRows);

    at::Tensor whole;
    std::vector<at::Tensor> pieces; ///< Along `in`; empty where the input is no matrix of rows.
};

/// x W^T + b, x (..., in), b (out) or undefined; through oneDNN where it takes them. There a row has the same
/// bits in any batch: a single row, for which oneDNN has a kernel of its own, is computed as two. Matrices of
/// rows are added up in pieces, which keeps the rounding below that of ATen.
at::Tensor linear(const at::Tensor& x, const LinearWeight& weight, const at::Tensor& bias);

} // namespace saliscope::compute

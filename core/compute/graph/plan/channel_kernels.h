// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace saliscope::compute {

/// Whether the kernels below take a tensor: (N, C, H, W), channels-last and dense, float32 or float64, on the
/// CPU.
bool isForChannelKernels(const at::Tensor& tensor);

/// Some channels of channels-last pixels: the first pixel's, and how far it is to the next pixel's.
template <typename T>
struct Channels
{
    T* first;
    int64_t count;
    int64_t stride;
};

/// y = max(scale x + shift, 0) at every pixel; as many channels in y.
void scaleShiftCut(Channels<const float> x, const float* scale, const float* shift, int64_t pixels,
                   Channels<float> y);
void scaleShiftCut(Channels<const double> x, const double* scale, const double* shift, int64_t pixels,
                   Channels<double> y);

/// The way back: scale times the gradient where y is above zero, into dx or added to it. `y` has the
/// gradient's stride; dx may be the gradient itself.
void scaleShiftCutBackward(Channels<const float> gradient, const float* y, const float* scale, int64_t pixels,
                           bool adds, Channels<float> dx);
void scaleShiftCutBackward(Channels<const double> gradient, const double* y, const double* scale,
                           int64_t pixels, bool adds, Channels<double> dx);

/// (N, C, 1, 1): for every picture and channel, the sum of a b over its pixels. Both for the kernels, of one
/// shape. The same bits with any number of threads and in any batch.
at::Tensor sumOfProducts(const at::Tensor& a, const at::Tensor& b);

} // namespace saliscope::compute

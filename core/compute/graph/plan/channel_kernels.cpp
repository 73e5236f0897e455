// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/channel_kernels.h"

#include <ATen/ATen.h>
#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>

#include <algorithm>

// This file is compiled once for every instruction set: Highway includes it again from here.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/compute/graph/plan/channel_kernels.cpp"
#include <hwy/foreach_target.h> // first

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace saliscope::compute {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <typename T>
void forward(Channels<const T> x, const T* scale, const T* shift, int64_t pixels, Channels<T> y)
{
    const hn::ScalableTag<T> d;
    const auto lanes = int64_t(hn::Lanes(d));
    const auto zero = hn::Zero(d);
    for (int64_t pixel = 0; pixel < pixels; ++pixel) {
        const T* const in = x.first + pixel * x.stride;
        T* const out = y.first + pixel * y.stride;
        int64_t c = 0;
        for (; c + lanes <= x.count; c += lanes) {
            const auto moved =
                hn::MulAdd(hn::LoadU(d, in + c), hn::LoadU(d, scale + c), hn::LoadU(d, shift + c));
            hn::StoreU(hn::IfThenElse(hn::Lt(moved, zero), zero, moved), d, out + c); // Lets NaN through.
        }
        for (; c < x.count; ++c) {
            const T moved = in[c] * scale[c] + shift[c];
            out[c] = moved < 0 ? T(0) : moved;
        }
    }
}

template <typename T>
void backward(Channels<const T> gradient, const T* y, const T* scale, int64_t pixels, bool adds,
              Channels<T> dx)
{
    const hn::ScalableTag<T> d;
    const auto lanes = int64_t(hn::Lanes(d));
    const auto zero = hn::Zero(d);
    for (int64_t pixel = 0; pixel < pixels; ++pixel) {
        const T* const g = gradient.first + pixel * gradient.stride;
        const T* const value = y + pixel * gradient.stride;
        T* const out = dx.first + pixel * dx.stride;
        int64_t c = 0;
        for (; c + lanes <= gradient.count; c += lanes) {
            const auto isCut = hn::Le(hn::LoadU(d, value + c), zero);
            const auto passed = hn::IfThenZeroElse(isCut, hn::LoadU(d, g + c));
            const auto factor = hn::LoadU(d, scale + c);
            hn::StoreU(adds ? hn::MulAdd(passed, factor, hn::LoadU(d, out + c)) : hn::Mul(passed, factor), d,
                       out + c);
        }
        for (; c < gradient.count; ++c) {
            const T passed = value[c] <= 0 ? T(0) : g[c] * scale[c];
            out[c] = adds ? out[c] + passed : passed;
        }
    }
}

/// sums[c] = a b over the pixels; dense.
template <typename T>
void products(const T* a, const T* b, int64_t pixels, int64_t channels, T* sums)
{
    const hn::ScalableTag<T> d;
    const auto lanes = int64_t(hn::Lanes(d));
    for (int64_t c = 0; c < channels; ++c)
        sums[c] = 0;
    for (int64_t pixel = 0; pixel < pixels; ++pixel, a += channels, b += channels) {
        int64_t c = 0;
        for (; c + lanes <= channels; c += lanes)
            hn::StoreU(hn::MulAdd(hn::LoadU(d, a + c), hn::LoadU(d, b + c), hn::LoadU(d, sums + c)), d,
                       sums + c);
        for (; c < channels; ++c)
            sums[c] += a[c] * b[c];
    }
}

void forwardFloat(Channels<const float> x, const float* scale, const float* shift, int64_t pixels,
                  Channels<float> y)
{
    forward(x, scale, shift, pixels, y);
}
void forwardDouble(Channels<const double> x, const double* scale, const double* shift, int64_t pixels,
                   Channels<double> y)
{
    forward(x, scale, shift, pixels, y);
}
void backwardFloat(Channels<const float> gradient, const float* y, const float* scale, int64_t pixels,
                   bool adds, Channels<float> dx)
{
    backward(gradient, y, scale, pixels, adds, dx);
}
void backwardDouble(Channels<const double> gradient, const double* y, const double* scale, int64_t pixels,
                    bool adds, Channels<double> dx)
{
    backward(gradient, y, scale, pixels, adds, dx);
}
void productsFloat(const float* a, const float* b, int64_t pixels, int64_t channels, float* sums)
{
    products(a, b, pixels, channels, sums);
}
void productsDouble(const double* a, const double* b, int64_t pixels, int64_t channels, double* sums)
{
    products(a, b, pixels, channels, sums);
}

} // namespace HWY_NAMESPACE
} // namespace saliscope::compute
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace saliscope::compute {

HWY_EXPORT(forwardFloat);
HWY_EXPORT(forwardDouble);
HWY_EXPORT(backwardFloat);
HWY_EXPORT(backwardDouble);
HWY_EXPORT(productsFloat);
HWY_EXPORT(productsDouble);

namespace {

void products(const float* a, const float* b, int64_t pixels, int64_t channels, float* sums)
{
    HWY_DYNAMIC_DISPATCH(productsFloat)(a, b, pixels, channels, sums);
}
void products(const double* a, const double* b, int64_t pixels, int64_t channels, double* sums)
{
    HWY_DYNAMIC_DISPATCH(productsDouble)(a, b, pixels, channels, sums);
}

} // namespace

bool isForChannelKernels(const at::Tensor& tensor)
{
    const at::ScalarType type = tensor.scalar_type();
    return tensor.dim() == 4 && tensor.device().is_cpu() && (type == at::kFloat || type == at::kDouble) &&
           tensor.is_contiguous(at::MemoryFormat::ChannelsLast);
}

void scaleShiftCut(Channels<const float> x, const float* scale, const float* shift, int64_t pixels,
                   Channels<float> y)
{
    HWY_DYNAMIC_DISPATCH(forwardFloat)(x, scale, shift, pixels, y);
}

void scaleShiftCut(Channels<const double> x, const double* scale, const double* shift, int64_t pixels,
                   Channels<double> y)
{
    HWY_DYNAMIC_DISPATCH(forwardDouble)(x, scale, shift, pixels, y);
}

void scaleShiftCutBackward(Channels<const float> gradient, const float* y, const float* scale, int64_t pixels,
                           bool adds, Channels<float> dx)
{
    HWY_DYNAMIC_DISPATCH(backwardFloat)(gradient, y, scale, pixels, adds, dx);
}

void scaleShiftCutBackward(Channels<const double> gradient, const double* y, const double* scale,
                           int64_t pixels, bool adds, Channels<double> dx)
{
    HWY_DYNAMIC_DISPATCH(backwardDouble)(gradient, y, scale, pixels, adds, dx);
}

at::Tensor sumOfProducts(const at::Tensor& a, const at::Tensor& b)
{
    constexpr int64_t piece = 128; // Pixels that are summed in one chain.
    const int64_t channels = a.size(1);
    const int64_t pixels = a.size(2) * a.size(3);
    const int64_t pieces = (pixels + piece - 1) / piece;
    const at::Tensor sums = at::empty({a.size(0), pieces, channels}, a.options());
    AT_DISPATCH_FLOATING_TYPES(a.scalar_type(), "sumOfProducts", [&] {
        const auto* left = a.const_data_ptr<scalar_t>();
        const auto* right = b.const_data_ptr<scalar_t>();
        auto* out = sums.mutable_data_ptr<scalar_t>();
        at::parallel_for(0, a.size(0) * pieces, 1, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; ++i) {
                const int64_t first = i % pieces * piece;
                const int64_t offset = (i / pieces * pixels + first) * channels;
                products(left + offset, right + offset, std::min(piece, pixels - first), channels,
                         out + i * channels);
            }
        });
        for (int64_t n = 0; n < a.size(0); ++n) // One after another: in the same order whoever made them.
            for (int64_t i = 1; i < pieces; ++i)
                for (int64_t c = 0; c < channels; ++c)
                    out[n * pieces * channels + c] += out[(n * pieces + i) * channels + c];
    });
    return sums.select(1, 0).contiguous().reshape({a.size(0), channels, 1, 1});
}

} // namespace saliscope::compute
#endif

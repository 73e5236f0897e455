// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/regularisers.h"

#include <ATen/Dispatch.h>
#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>

namespace saliscope::compute {

namespace {

template <typename T>
T sign(T number)
{
    return T(number > 0) - T(number < 0);
}

/// One plane of a picture: adds to the sums, total variation not yet divided; `slope`, where not null,
/// becomes d(l2 squares + variation differences).
template <typename T>
void addPlane(const T* plane, int64_t height, int64_t width, T l2, T variation, T* slope, Penalties& sums)
{
    double squares = 0;
    double differences = 0;
    for (int64_t row = 0; row < height; ++row) {
        const T* const here = plane + row * width;
        const T* const above = row > 0 ? here - width : here; // At the border a pixel is its own neighbour.
        const T* const below = row + 1 < height ? here + width : here;
        T* const out = slope ? slope + row * width : nullptr;
        const auto visit = [&](int64_t i, int64_t left, int64_t right) {
            const T x = here[i];
            squares += double(x) * double(x);
            differences += double(std::abs(here[right] - x)) + double(std::abs(below[i] - x));
            if (out)
                out[i] = 2 * l2 * x + variation * (sign(x - here[left]) + sign(x - here[right]) +
                                                   sign(x - above[i]) + sign(x - below[i]));
        };
        visit(0, 0, std::min<int64_t>(1, width - 1));
        for (int64_t i = 1; i + 1 < width; ++i)
            visit(i, i - 1, i + 1);
        if (width > 1)
            visit(width - 1, width - 2, width - 1);
    }
    sums.sumOfSquares += squares;
    sums.totalVariation += differences;
}

bool hasLayoutOf(const at::Tensor& tensor, const at::Tensor& other)
{
    return tensor.defined() && tensor.sizes() == other.sizes() && tensor.strides() == other.strides() &&
           tensor.dtype() == other.dtype() && tensor.device() == other.device();
}

} // namespace

Penalties penalties(const at::Tensor& picture, const Penalties& weights, at::Tensor* gradient)
{
    const at::Tensor x = picture.detach().to(at::kCPU).contiguous();
    const int64_t height = x.size(2);
    const int64_t width = x.size(3);
    const auto area = double(height * width);
    at::Tensor slope;
    if (gradient)
        slope = hasLayoutOf(*gradient, x) ? *gradient : at::empty_like(x);
    Penalties sums;
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "penalties", [&] {
        const auto* in = x.const_data_ptr<scalar_t>();
        auto* out = gradient ? slope.mutable_data_ptr<scalar_t>() : nullptr;
        for (int64_t plane = 0; plane < x.size(0) * x.size(1); ++plane)
            addPlane(in + plane * height * width, height, width, scalar_t(weights.sumOfSquares),
                     scalar_t(weights.totalVariation / area), out ? out + plane * height * width : nullptr,
                     sums);
    });
    sums.totalVariation /= area;
    if (gradient)
        *gradient = slope.to(picture.device());
    return sums;
}

} // namespace saliscope::compute

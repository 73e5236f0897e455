// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/depthwise_gradient.h"

// This file is compiled once for every instruction set: Highway includes it again from here.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/compute/graph/plan/depthwise_gradient.cpp"
#include <hwy/foreach_target.h> // first

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace saliscope::compute {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Channels from `first` of one pixel, as many as a vector of D holds.
template <class D>
HWY_INLINE void addTaps(D d, const float* gradient, const float* weight, float* pixel,
                        const std::vector<AxisTaps::Tap>& rows, const std::vector<AxisTaps::Tap>& columns,
                        int64_t outputColumns, int64_t kernelColumns, int64_t channels, int64_t first)
{
    auto sum = hn::Zero(d);
    for (const AxisTaps::Tap& row : rows)
        for (const AxisTaps::Tap& column : columns) {
            const auto g =
                hn::LoadU(d, gradient + (row.output * outputColumns + column.output) * channels + first);
            const auto w =
                hn::LoadU(d, weight + (row.kernel * kernelColumns + column.kernel) * channels + first);
            sum = hn::MulAdd(g, w, sum);
        }
    hn::StoreU(sum, d, pixel + first);
}

void gradientRow(const float* gradient, const float* weight, float* row,
                 const std::vector<AxisTaps::Tap>& rows, const AxisTaps& columns, int64_t outputColumns,
                 int64_t kernelColumns, int64_t channels)
{
    const hn::ScalableTag<float> whole;
    const hn::CappedTag<float, 1> single;
    const auto lanes = int64_t(hn::Lanes(whole));
    for (std::size_t i = 0; i < columns.ofPixel.size(); ++i) {
        float* const pixel = row + int64_t(i) * channels;
        int64_t c = 0;
        for (; c + lanes <= channels; c += lanes)
            addTaps(whole, gradient, weight, pixel, rows, columns.ofPixel[i], outputColumns, kernelColumns,
                    channels, c);
        for (; c < channels; ++c)
            addTaps(single, gradient, weight, pixel, rows, columns.ofPixel[i], outputColumns, kernelColumns,
                    channels, c);
    }
}

} // namespace HWY_NAMESPACE
} // namespace saliscope::compute
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace saliscope::compute {

HWY_EXPORT(gradientRow);

AxisTaps::AxisTaps(int64_t inputs, int64_t outputs, int64_t kernel, int64_t stride, int64_t padding,
                   int64_t dilation)
    : ofPixel(std::size_t(inputs))
{
    for (int64_t output = 0; output < outputs; ++output)
        for (int64_t tap = 0; tap < kernel; ++tap) {
            const int64_t input = output * stride - padding + tap * dilation;
            if (input >= 0 && input < inputs)
                ofPixel[std::size_t(input)].push_back({tap, output});
        }
}

void depthwiseGradientRow(const float* gradient, const float* weight, float* row,
                          const std::vector<AxisTaps::Tap>& rows, const AxisTaps& columns,
                          int64_t outputColumns, int64_t kernelColumns, int64_t channels)
{
    HWY_DYNAMIC_DISPATCH(gradientRow)
    (gradient, weight, row, rows, columns, outputColumns, kernelColumns, channels);
}

} // namespace saliscope::compute
#endif

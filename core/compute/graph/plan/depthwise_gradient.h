// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace saliscope::compute {

/// One axis of a strided convolution seen from its input: which taps of the kernel reach pixel i, and from
/// which output.
struct AxisTaps
{
    struct Tap
    {
        int64_t kernel, output;
    };
    std::vector<std::vector<Tap>> ofPixel; ///< By input pixel.

    AxisTaps(int64_t inputs, int64_t outputs, int64_t kernel, int64_t stride, int64_t padding,
             int64_t dilation);
};

/// The gradient of a depthwise convolution with respect to one row of its input, (columns, channels):
/// `gradient` (outputs, channels) rows of one example by output row, `weight` (kernel rows, kernel columns,
/// channels). Chooses the instruction set of the machine it runs on.
void depthwiseGradientRow(const float* gradient, const float* weight, float* row,
                          const std::vector<AxisTaps::Tap>& rows, const AxisTaps& columns,
                          int64_t outputColumns, int64_t kernelColumns, int64_t channels);

} // namespace saliscope::compute

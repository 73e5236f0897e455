// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// The numbers of a convolution, whatever the operator calls it and in which order it takes them.
struct ConvolutionCall
{
    std::vector<int64_t> stride, padding, dilation, outputPadding;
    int64_t groups = 1;
    bool isTransposed = false;
};

/// Reads them; `argument(i)` gives the i-th argument as the schema has it. Empty when `name` is no
/// convolution or pads unevenly ("same" with an even kernel).
std::optional<ConvolutionCall> convolutionCall(const std::string& name,
                                               const std::function<c10::IValue(std::size_t)>& argument,
                                               at::IntArrayRef weightSizes);

/// Whether an operator is a convolution of some name.
bool isConvolutionName(const std::string& name);

} // namespace saliscope::compute

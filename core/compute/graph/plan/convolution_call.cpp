// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/convolution_call.h"

#include <map>

namespace saliscope::compute {

namespace {

/// Where an operator has what.
struct Positions
{
    std::size_t stride, padding, dilation, groups;
    std::size_t transposed = 0;    ///< 0: there is no such flag.
    std::size_t outputPadding = 0; ///< 0: none.
    bool isTransposed = false;
};

const std::map<std::string, Positions>& table()
{
    static const std::map<std::string, Positions> positions{
        {"aten::conv1d", {3, 4, 5, 6}},
        {"aten::conv2d", {3, 4, 5, 6}},
        {"aten::conv3d", {3, 4, 5, 6}},
        {"aten::conv1d.padding", {3, 4, 5, 6}},
        {"aten::conv2d.padding", {3, 4, 5, 6}},
        {"aten::conv3d.padding", {3, 4, 5, 6}},
        {"aten::conv_transpose1d", {3, 4, 7, 6, 0, 5, true}},
        {"aten::conv_transpose2d.input", {3, 4, 7, 6, 0, 5, true}},
        {"aten::conv_transpose3d.input", {3, 4, 7, 6, 0, 5, true}},
        {"aten::convolution", {3, 4, 5, 8, 6, 7}},
        {"aten::_convolution", {3, 4, 5, 8, 6, 7}},
        {"mkldnn::_convolution_pointwise", {4, 3, 5, 6}},
        {"mkldnn::_convolution_pointwise.binary", {5, 4, 6, 7}},
    };
    return positions;
}

/// "same" and "valid" as numbers; empty where the two sides differ.
std::optional<std::vector<int64_t>> paddingOf(const c10::IValue& value, const std::vector<int64_t>& dilation,
                                              at::IntArrayRef weightSizes)
{
    if (!value.isString())
        return value.toIntVector();
    std::vector<int64_t> padding(weightSizes.size() - 2);
    if (value.toStringRef() == "valid")
        return padding;
    for (std::size_t i = 0; i < padding.size(); ++i) {
        const int64_t total = dilation[dilation.size() == 1 ? 0 : i] * (weightSizes[i + 2] - 1);
        if (total % 2)
            return {};
        padding[i] = total / 2;
    }
    return padding;
}

/// One number for each of `count` axes.
void spread(std::vector<int64_t>& numbers, std::size_t count)
{
    if (numbers.size() == 1)
        numbers.resize(count, numbers.front());
}

} // namespace

bool isConvolutionName(const std::string& name)
{
    return table().contains(name);
}

std::optional<ConvolutionCall> convolutionCall(const std::string& name,
                                               const std::function<c10::IValue(std::size_t)>& argument,
                                               at::IntArrayRef weightSizes)
{
    const auto found = table().find(name);
    if (found == table().end() || weightSizes.size() < 3)
        return {};
    const Positions& at = found->second;
    ConvolutionCall call;
    call.stride = argument(at.stride).toIntVector();
    call.dilation = argument(at.dilation).toIntVector();
    const auto padding = paddingOf(argument(at.padding), call.dilation, weightSizes);
    if (!padding)
        return {};
    call.padding = *padding;
    call.groups = argument(at.groups).toInt();
    call.isTransposed = at.transposed ? argument(at.transposed).toBool() : at.isTransposed;
    const std::size_t axes = weightSizes.size() - 2;
    call.outputPadding =
        at.outputPadding ? argument(at.outputPadding).toIntVector() : std::vector<int64_t>(axes);
    for (auto* numbers : {&call.stride, &call.padding, &call.dilation, &call.outputPadding})
        spread(*numbers, axes);
    return call;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include "core/compute/graph/plan/convolution_gradient.h"
#include "core/compute/graph/plan/rule.h"
#include "core/compute/graph/plan/rules/through_activation.h"

namespace saliscope::compute {

namespace {

struct Position
{
    std::size_t weight;
    std::size_t activation; ///< Name of the fused activation; 0: none can be.
};

Position positionsOf(const std::string& name)
{
    if (name == "mkldnn::_convolution_pointwise")
        return {1, 7};
    if (name == "mkldnn::_convolution_pointwise.binary")
        return {2, 10};
    return {1, 0};
}

/// Takes the gradient back through the activation that was fused into the convolution, if any.
at::Tensor gradientBeforeActivation(Frame& frame, std::size_t position)
{
    if (!position || frame.argument(position).isNone() || frame.argument(position).toStringRef() == "none")
        return frame.takeGradient();
    if (frame.argument(position).toStringRef() == "relu")
        return throughActivation(frame, Activation::Relu, frame.output());
    const auto bounds = frame.argument(position + 1).toList();
    const auto bound = [&](std::size_t i) { return bounds.get(i).toScalar().toDouble(); };
    return throughActivation(frame, Activation::Hardtanh, frame.output(), bound(0), bound(1));
}

void convolution(Frame& frame)
{
    const Position position = positionsOf(frame.name());
    at::Tensor g = gradientBeforeActivation(frame, position.activation);
    const auto& backward = frame.prepared<std::shared_ptr<ConvolutionGradient>>([&] {
        at::Tensor weight = frame.tensor(position.weight);
        if (weight.is_mkldnn())
            weight = weight.to_dense();
        const auto call = convolutionCall(
            frame.name(), [&](std::size_t i) { return frame.argument(i); }, weight.sizes());
        return makeConvolutionGradient(weight, *call, frame.result().sizes);
    });
    if (frame.needs(0))
        frame.give(0, (*backward)(g, frame.input(0).sizes));
    if (frame.name() == "mkldnn::_convolution_pointwise.binary")
        frame.give(1, std::move(g)); // What was added.
}

/// Weights are constants and every number is known.
bool isPlain(const Node& node)
{
    const Position position = positionsOf(node.op.name);
    if (!node.inputs[position.weight].valueId())
        return false;
    for (std::size_t i = position.weight + 2; i < node.inputs.size(); ++i)
        if (!node.inputs[i].constant())
            return false;
    const c10::IValue* padding = node.inputs[4].constant();
    // "same" depends on the weight's size: passes turn it into numbers where both sides are equal.
    return !(padding && padding->isString() && padding->toStringRef() == "same");
}

} // namespace

void addConvolutionRules(RuleTable& table)
{
    addRule(table,
            {"aten::conv1d", "aten::conv2d", "aten::conv3d", "aten::conv1d.padding", "aten::conv2d.padding",
             "aten::conv3d.padding", "aten::conv_transpose1d", "aten::conv_transpose2d.input",
             "aten::conv_transpose3d.input", "aten::convolution", "aten::_convolution"},
            {convolution, 2, 0, false, 2 | 4, isPlain});
    addRule(table, {"mkldnn::_convolution_pointwise"}, {convolution, 2, 1, false, 2 | 4, isPlain});
    addRule(table, {"mkldnn::_convolution_pointwise.binary"}, {convolution, 4, 1, false, 4 | 8, isPlain});
}

} // namespace saliscope::compute

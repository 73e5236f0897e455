// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <array>
#include <limits>

#include "core/compute/graph/plan/rule.h"
#include "core/compute/graph/plan/rules/in_place.h"
#include "core/compute/graph/plan/rules/through_activation.h"

namespace saliscope::compute {

namespace {

constexpr unsigned input = 1; // Bit of argument 0.

at::Scalar scalar(const Frame& frame, std::size_t i, double otherwise)
{
    return frame.argument(i).isNone() ? at::Scalar(otherwise) : frame.argument(i).toScalar();
}

// ReLU and its kind read the output, which the next operator may keep anyway: where it lies at a bound, the
// gradient is zero, as in ATen.
void relu(Frame& frame)
{
    frame.give(0, throughActivation(frame, Activation::Relu, frame.output()));
}

void hardtanh(Frame& frame)
{
    frame.give(0, throughActivation(frame, Activation::Hardtanh, frame.output(),
                                    scalar(frame, 1, -1).toDouble(), scalar(frame, 2, 1).toDouble()));
}

/// d clamp = 1 at the bounds too, so the input decides.
void clamp(Frame& frame)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const bool hasMaximum = frame.name() == "aten::clamp";
    const bool hasMinimum = frame.name() != "aten::clamp_max";
    const at::Tensor x = frame.tensor(0);
    at::Tensor mask;
    if (hasMinimum)
        mask = x >= scalar(frame, 1, -infinity);
    if (hasMaximum || !hasMinimum) {
        const at::Tensor below = x <= scalar(frame, hasMaximum ? 2 : 1, infinity);
        mask = mask.defined() ? mask.logical_and_(below) : below;
    }
    frame.give(0, onGradient(frame.takeGradient(), x,
                             [&](at::Tensor& out, const at::Tensor& g) { at::mul_out(out, g, mask); }));
}

void leakyRelu(Frame& frame)
{
    const at::Tensor x = frame.tensor(0);
    frame.give(0, at::leaky_relu_backward(frame.takeGradient(), x, scalar(frame, 1, 0.01), false));
}

void elu(Frame& frame)
{
    const bool isSelu = frame.name() == "aten::selu";
    const at::Scalar alpha = isSelu ? at::Scalar(1.6732632423543772848170429916717) : scalar(frame, 1, 1);
    const at::Scalar scale = isSelu ? at::Scalar(1.0507009873554804934193349852946) : scalar(frame, 2, 1);
    const at::Scalar inputScale = isSelu ? at::Scalar(1.0) : scalar(frame, 3, 1);
    frame.give(0, at::elu_backward(frame.takeGradient(), alpha, scale, inputScale, false, frame.tensor(0)));
}

void silu(Frame& frame)
{
    frame.give(0, throughActivation(frame, Activation::Silu, frame.tensor(0)));
}

void hardswish(Frame& frame)
{
    frame.give(0, throughActivation(frame, Activation::Hardswish, frame.tensor(0)));
}

void gelu(Frame& frame)
{
    const at::Tensor x = frame.tensor(0);
    frame.give(0, onGradient(frame.takeGradient(), x, [&](at::Tensor& out, const at::Tensor& g) {
                   at::gelu_backward_out(out, g, x, frame.argument(1).toStringView());
               }));
}

void sigmoid(Frame& frame)
{
    const at::Tensor& y = frame.output();
    frame.give(0, onGradient(frame.takeGradient(), y, [&](at::Tensor& out, const at::Tensor& g) {
                   at::sigmoid_backward_out(out, g, y);
               }));
}

void tanh(Frame& frame)
{
    const at::Tensor& y = frame.output();
    frame.give(0, onGradient(frame.takeGradient(), y, [&](at::Tensor& out, const at::Tensor& g) {
                   at::tanh_backward_out(out, g, y);
               }));
}

void softplus(Frame& frame)
{
    frame.give(0, at::softplus_backward(frame.takeGradient(), frame.tensor(0), scalar(frame, 1, 1),
                                        scalar(frame, 2, 20)));
}

void softmax(Frame& frame)
{
    const at::Tensor& y = frame.output();
    frame.give(
        0, at::_softmax_backward_data(frame.takeGradient(), y, frame.argument(1).toInt(), y.scalar_type()));
}

void logSoftmax(Frame& frame)
{
    const at::Tensor& y = frame.output();
    frame.give(0, at::_log_softmax_backward_data(frame.takeGradient(), y, frame.argument(1).toInt(),
                                                 y.scalar_type()));
}

bool keepsType(const Node& node)
{
    const c10::IValue* type = node.inputs[2].constant();
    return type && (type->isNone() || (type->isBool() && !type->toBool()));
}

} // namespace

void addActivationRules(RuleTable& table)
{
    addRule(table, {"aten::relu"}, {relu, 0, 1});
    addRule(table, {"aten::hardtanh"}, {hardtanh, 0, 1});
    addRule(table, {"aten::clamp", "aten::clamp_min", "aten::clamp_max"}, {clamp, input});
    addRule(table, {"aten::leaky_relu"}, {leakyRelu, input});
    addRule(table, {"aten::elu", "aten::selu"}, {elu, input});
    addRule(table, {"aten::silu"}, {silu, input});
    addRule(table, {"aten::hardswish"}, {hardswish, input});
    addRule(table, {"aten::hardsigmoid"},
            {[](Frame& f) { f.give(0, at::hardsigmoid_backward(f.takeGradient(), f.tensor(0))); }, input});
    addRule(table, {"aten::mish"},
            {[](Frame& f) { f.give(0, at::mish_backward(f.takeGradient(), f.tensor(0))); }, input});
    addRule(table, {"aten::gelu"}, {gelu, input});
    addRule(table, {"aten::sigmoid"}, {sigmoid, 0, 1});
    addRule(table, {"aten::tanh"}, {tanh, 0, 1});
    addRule(table, {"aten::softplus"}, {softplus, input});
    addRule(table, {"aten::softmax.int", "aten::_softmax"}, {softmax, 0, 1, false, 0, keepsType});
    addRule(table, {"aten::log_softmax.int", "aten::_log_softmax"}, {logSoftmax, 0, 1, false, 0, keepsType});
}

} // namespace saliscope::compute

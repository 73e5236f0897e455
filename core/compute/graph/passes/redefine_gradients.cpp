// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/passes/redefine_gradients.h"

#include <ATen/ATen.h>
#include <ATen/core/function_schema.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <array>

#include "core/compute/graph/passes/rewrite.h"
#include "core/compute/graph/plan/gates.h"

namespace saliscope::compute {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::array rectifiers{"relu", "relu6", "hardtanh", "clamp", "clamp_min"};
constexpr std::array otherActivations{"leaky_relu", "elu",  "selu",      "celu",  "silu",
                                      "gelu",       "mish", "hardswish", "prelu", "softplus"};

/// "relu" for "aten::relu_" and the like: in place or not is the same here.
std::string plainName(const std::string& name)
{
    constexpr std::string_view prefix = "aten::";
    if (!name.starts_with(prefix))
        return {};
    std::string plain = name.substr(prefix.size(), name.find('.') - prefix.size());
    if (plain.ends_with('_'))
        plain.pop_back();
    return plain;
}

template <typename Names>
bool contains(const Names& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// A clamp is an activation where it cuts at zero.
bool isActivation(const Node& node)
{
    const std::string name = plainName(node.op.name);
    if (name == "hardtanh" || name == "clamp" || name == "clamp_min") {
        const c10::IValue* minimum = node.inputs.size() > 1 ? node.inputs[1].constant() : nullptr;
        return minimum && minimum->isScalar() && minimum->toScalar().toDouble() == 0;
    }
    return contains(rectifiers, name) || contains(otherActivations, name);
}

/// y itself, on the way back max(R, 0).
struct PositiveGate : torch::autograd::Function<PositiveGate>
{
    static at::Tensor forward(AutogradContext*, const at::Tensor& y) { return y.alias(); }
    static variable_list backward(AutogradContext*, variable_list gradients)
    {
        return {gradients.front().clamp_min(0)};
    }
};

/// y itself, on the way back R where y R is large.
struct LargeGate : torch::autograd::Function<LargeGate>
{
    static at::Tensor forward(AutogradContext* context, const at::Tensor& y, double percentile)
    {
        context->save_for_backward({y});
        context->saved_data["percentile"] = percentile;
        return y.alias();
    }
    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        return {largeGradients(gradients.front(), context->get_saved_variables().front(),
                               context->saved_data["percentile"].toDouble()),
                {}};
    }
};

/// y as the activation made it of x, on the way back max(R, 0) for x.
struct Bypass : torch::autograd::Function<Bypass>
{
    static at::Tensor forward(AutogradContext*, const at::Tensor&, const at::Tensor& y) { return y.alias(); }
    static variable_list backward(AutogradContext*, variable_list gradients)
    {
        return {gradients.front().clamp_min(0), {}};
    }
};

Operator positiveGate()
{
    static const c10::FunctionSchema schema(positiveGateName, "", {c10::Argument("self")},
                                            {c10::Argument("")});
    return {positiveGateName, &schema, [](torch::jit::Stack& stack) {
                const at::Tensor y = torch::jit::pop(stack).toTensor();
                stack.emplace_back(PositiveGate::apply(y));
            }};
}

Operator largeGate()
{
    static const c10::FunctionSchema schema(
        largeGateName, "", {c10::Argument("self"), c10::Argument("percentile", c10::FloatType::get())},
        {c10::Argument("")});
    return {largeGateName, &schema, [](torch::jit::Stack& stack) {
                const double percentile = torch::jit::pop(stack).toDouble();
                const at::Tensor y = torch::jit::pop(stack).toTensor();
                stack.emplace_back(LargeGate::apply(y, percentile));
            }};
}

/// The activation with the gradient of Deconvnet.
Operator bypassing(const Operator& activation)
{
    const std::size_t arguments = activation.schema->arguments().size();
    return {bypassName, activation.schema, [call = activation.call, arguments](torch::jit::Stack& stack) {
                const at::Tensor x = stack[stack.size() - arguments].toTensor();
                {
                    const at::NoGradGuard noGrad;
                    stack[stack.size() - arguments] = x.detach();
                    call(stack);
                }
                const at::Tensor y = torch::jit::pop(stack).toTensor();
                stack.emplace_back(Bypass::apply(x, y));
            }};
}

/// Puts a node behind node `index` that every later reader of its output reads instead.
void insertBehind(Graph& graph, std::size_t index, Node gate)
{
    const ValueId y = graph.nodes[index].outputs.front();
    const auto gated = ValueId(graph.values.size());
    graph.values.push_back(graph.values[std::size_t(y)]);
    graph.values.back().name += " (gated)";
    replaceReads(graph, y, {gated}, index + 1);
    std::replace(graph.outputs.begin(), graph.outputs.end(), y, gated);
    gate.inputs.insert(gate.inputs.begin(), Argument{y});
    gate.outputs = {gated};
    gate.modulePath = graph.nodes[index].modulePath;
    gate.moduleType = graph.nodes[index].moduleType;
    graph.nodes.insert(graph.nodes.begin() + std::ptrdiff_t(index) + 1, std::move(gate));
}

} // namespace

Graph redefineGradients(Graph graph, const BackwardRule& rule)
{
    for (std::size_t i = 0; rule.kind != BackwardRule::Kind::Gradient && i < graph.nodes.size(); ++i) {
        if (!isActivation(graph.nodes[i]))
            continue;
        if (rule.kind == BackwardRule::Kind::Deconvnet)
            graph.nodes[i].op = bypassing(graph.nodes[i].op);
        else if (rule.kind == BackwardRule::Kind::Guided)
            insertBehind(graph, i, Node{.op = positiveGate()});
        else
            insertBehind(graph, i,
                         Node{.op = largeGate(), .inputs = {Argument{c10::IValue(rule.percentile)}}});
    }
    return graph;
}

std::map<std::string, int> countActivations(const Graph& graph)
{
    std::map<std::string, int> counts;
    for (const Node& node : graph.nodes)
        if (isActivation(node))
            ++counts[plainName(node.op.name)];
    return counts;
}

bool isRectifierName(const std::string& name)
{
    return contains(rectifiers, name);
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/lower.h"

#include <ATen/core/dispatch/Dispatcher.h>

#include <algorithm>
#include <array>

#include "core/compute/graph/passes/rewrite.h"
#include "core/compute/graph/plan/convolution_call.h"
#include "core/compute/graph/plan/one_dnn.h"

namespace saliscope::compute {

namespace {

void lowerRelu6(Node& node)
{
    node.op = dispatcherOperator("aten::hardtanh", "");
    node.inputs = {node.inputs.front(), {c10::IValue(0.0)}, {c10::IValue(6.0)}};
}

void lowerMaximum(Graph& graph, Node& node)
{
    node.op = dispatcherOperator("aten::max_pool2d_with_indices", "");
    node.outputs.push_back(ValueId(graph.values.size()));
    graph.values.push_back({graph.values[std::size_t(node.outputs.front())].name + " (places)", {}});
}

/// "same" and "valid" as numbers, where both sides get as many.
void lowerPadding(const Graph& graph, Node& node)
{
    const at::Tensor* weight = constantTensor(graph, node.inputs[1]);
    const bool isKnown = std::all_of(node.inputs.begin() + 3, node.inputs.end(),
                                     [](const Argument& given) { return given.constant() != nullptr; });
    if (!weight || !isKnown)
        return;
    const auto call = convolutionCall(
        node.op.name, [&](std::size_t i) { return *node.inputs[i].constant(); }, weight->sizes());
    if (!call)
        return;
    const std::string name = node.op.name.substr(0, node.op.name.find('.'));
    node.op = dispatcherOperator(name, "");
    node.inputs[4] = {c10::IValue(call->padding)};
}

/// On oneDNN, where the weight is for it.
void lowerLinear(const Graph& graph, Node& node)
{
    const at::Tensor* weight = constantTensor(graph, node.inputs[1]);
    if (!weight || !isForOneDnn(*weight))
        return;
    const bool isForRows = graph.values[std::size_t(node.outputs.front())].shape.size() == 2;
    const auto prepared = std::make_shared<const LinearWeight>(*weight, isForRows);
    node.op.call = [prepared](torch::jit::Stack& stack) {
        const c10::IValue bias = torch::jit::pop(stack);
        torch::jit::drop(stack, 1); // The weight.
        const at::Tensor x = torch::jit::pop(stack).toTensor();
        stack.emplace_back(linear(x, *prepared, bias.isTensor() ? bias.toTensor() : at::Tensor()));
    };
}

bool isSplit(const Node& node)
{
    static constexpr std::array names{"aten::split.Tensor",          "aten::split_with_sizes",
                                      "aten::split.sizes",           "aten::chunk",
                                      "aten::tensor_split.sections", "aten::unbind.int"};
    return std::find(names.begin(), names.end(), node.op.name) != names.end();
}

/// A split and the unpacking of its list become one node with the parts as outputs.
void joinSplits(Graph& graph, const Keep& keep)
{
    const std::set<ValueId> isProtected = protectedValues(graph, keep);
    std::vector<int> readers(graph.values.size());
    for (const Node& node : graph.nodes)
        forEachInput(node, [&](ValueId id) { ++readers[std::size_t(id)]; });
    std::map<ValueId, Node*> splits;
    std::vector<char> isErased(graph.nodes.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        Node& node = graph.nodes[i];
        if (isSplit(node) && node.outputs.size() == 1 && readers[std::size_t(node.outputs.front())] == 1 &&
            !isProtected.contains(node.outputs.front()))
            splits[node.outputs.front()] = &node;
        const ValueId* list = node.op.name == "list::unpack" ? node.inputs.front().valueId() : nullptr;
        const auto split = list ? splits.find(*list) : splits.end();
        if (split == splits.end())
            continue;
        split->second->outputs = node.outputs;
        split->second->op.call = [cut = split->second->op.call,
                                  unpack = node.op.call](torch::jit::Stack& stack) {
            cut(stack);
            unpack(stack);
        };
        isErased[i] = 1;
    }
    eraseNodes(graph, isErased);
}

} // namespace

Graph lower(Graph graph, const Keep& keep)
{
    joinSplits(graph, keep);
    for (Node& node : graph.nodes) {
        if (node.op.name == "aten::relu6")
            lowerRelu6(node);
        else if (node.op.name == "aten::max_pool2d")
            lowerMaximum(graph, node);
        else if (node.op.name == "aten::linear")
            lowerLinear(graph, node);
        else if (node.op.name.ends_with(".padding") && isConvolutionName(node.op.name))
            lowerPadding(graph, node);
    }
    return graph;
}

} // namespace saliscope::compute

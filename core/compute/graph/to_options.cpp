// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/to_options.h"

#include <ATen/ATen.h>
#include <ATen/core/function_schema.h>

#include <algorithm>
#include <array>

#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

namespace {

using c10::IValue;

/// Operators that make floats of the default type when no dtype is given.
bool makesFloats(const Node& node)
{
    static constexpr std::array names{"aten::zeros",    "aten::ones",  "aten::empty.memory_format",
                                      "aten::rand",     "aten::randn", "aten::linspace",
                                      "aten::logspace", "aten::eye"};
    const std::string& name = node.op.name;
    const bool isFilled =
        name == "aten::full" && node.inputs[1].constant() && node.inputs[1].constant()->isDouble();
    return isFilled || std::find(names.begin(), names.end(), name) != names.end();
}

void convertDtype(const Node& node, Argument& argument, at::ScalarType target)
{
    const IValue* value = argument.constant();
    if (!value)
        return;
    if (value->isNone() && makesFloats(node) && target != at::kFloat)
        argument.content = IValue(int64_t(target));
    if (!value->isInt())
        return;
    const auto type = at::ScalarType(value->toInt());
    if (at::isFloatingType(type) && c10::elementSize(type) < c10::elementSize(target))
        argument.content = IValue(int64_t(target));
}

void convertArgument(Argument& argument, const at::TensorOptions& options)
{
    const IValue* value = argument.constant();
    if (value && value->isDevice())
        argument.content = IValue(options.device());
    else if (value && value->isTensor() && value->toTensor().defined())
        argument.content = IValue(value->toTensor().to(options.device()));
    else if (auto* list = std::get_if<std::vector<Argument>>(&argument.content))
        for (Argument& element : *list)
            convertArgument(element, options);
}

/// A node that gives `from` in another floating type.
Node cast(Graph& graph, ValueId from, at::ScalarType type)
{
    Node node;
    node.op = dispatcherOperator("aten::to", "dtype");
    node.inputs = {{from}, {IValue(int64_t(type))}, {IValue(false)}, {IValue(false)}, {IValue()}};
    node.outputs = {ValueId(graph.values.size())};
    graph.values.push_back(graph.values[std::size_t(from)]);
    return node;
}

} // namespace

Graph toOptions(Graph graph, const at::TensorOptions& options)
{
    const at::ScalarType target = c10::typeMetaToScalarType(options.dtype());
    for (auto& [id, tensor] : graph.constants)
        tensor =
            tensor.is_floating_point() ? tensor.to(options.device(), target) : tensor.to(options.device());
    for (Node& node : graph.nodes)
        for (std::size_t i = 0; i < node.inputs.size(); ++i) {
            convertArgument(node.inputs[i], options);
            if (node.op.schema && node.op.schema->arguments()[i].name() == "dtype")
                convertDtype(node, node.inputs[i], target);
        }
    return graph;
}

Graph inHalf(Graph graph)
{
    for (auto& [id, tensor] : graph.constants)
        if (tensor.is_floating_point())
            tensor = tensor.to(at::kHalf);
    const Node narrowed = cast(graph, graph.inputs.front(), at::kHalf);
    replaceReads(graph, graph.inputs.front(), {narrowed.outputs.front()});
    graph.nodes.insert(graph.nodes.begin(), narrowed);
    for (ValueId& output : graph.outputs) {
        graph.nodes.push_back(cast(graph, output, at::kFloat));
        output = graph.nodes.back().outputs.front();
    }
    return graph;
}

} // namespace saliscope::compute

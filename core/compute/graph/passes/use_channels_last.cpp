// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <algorithm>
#include <array>

#include "core/compute/graph/aliases.h"
#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

namespace {

bool isConvolution(const Node& node)
{
    static constexpr std::array names{"aten::conv2d", "aten::conv2d.padding", "aten::convolution",
                                      "aten::_convolution"};
    return std::find(names.begin(), names.end(), node.op.name) != names.end();
}

bool isView(const Node& node)
{
    return node.op.name == "aten::view" || node.op.name == "aten::_unsafe_view";
}

/// Whether the graph's numbers depend on how tensors lie in memory.
bool dependsOnStrides(const Graph& graph)
{
    static constexpr std::array names{"aten::as_strided",     "aten::as_strided_", "aten::stride.int",
                                      "aten::sym_stride.int", "aten::view.dtype",  "aten::view_as_complex"};
    const AliasSets aliases(graph);
    return std::any_of(graph.nodes.begin(), graph.nodes.end(), [&](const Node& node) {
        return std::find(names.begin(), names.end(), node.op.name) != names.end() ||
               (isView(node) && aliases.isWritten(node.outputs.front()));
    });
}

/// Weights of 2-D convolutions that nothing else reads.
std::set<ValueId> convolutionWeights(const Graph& graph)
{
    std::set<ValueId> weights;
    std::set<ValueId> others;
    for (const Node& node : graph.nodes) {
        const ValueId* weight = isConvolution(node) ? node.inputs[1].valueId() : nullptr;
        forEachInput(node, [&](ValueId id) { (weight && id == *weight ? weights : others).insert(id); });
    }
    std::erase_if(weights, [&](ValueId id) {
        const auto constant = graph.constants.find(id);
        return others.contains(id) || constant == graph.constants.end() || constant->second.dim() != 4;
    });
    return weights;
}

/// The input is brought into channels-last order by a node of its own, which costs nothing when it already
/// is.
void reorderInput(Graph& graph)
{
    const ValueId input = graph.inputs.front();
    const auto reordered = ValueId(graph.values.size());
    graph.values.push_back(
        {graph.values[std::size_t(input)].name + " (channels last)", graph.values[std::size_t(input)].shape});
    replaceReads(graph, input, {reordered});
    Node node;
    node.op = dispatcherOperator("aten::contiguous", "");
    node.inputs = {{input}, {c10::IValue(int64_t(at::MemoryFormat::ChannelsLast))}};
    node.outputs = {reordered};
    graph.nodes.insert(graph.nodes.begin(), std::move(node));
}

} // namespace

Graph useChannelsLast(Graph graph, const Keep&)
{
    const std::set<ValueId> weights = convolutionWeights(graph);
    if (weights.empty() || graph.inputs.size() != 1 || graph.inputShape.size() != 4 ||
        dependsOnStrides(graph))
        return graph;
    const bool isDone = graph.nodes.front().op.name == "aten::contiguous";
    for (ValueId id : weights)
        graph.constants[id] = graph.constants[id].contiguous(at::MemoryFormat::ChannelsLast);
    for (Node& node : graph.nodes)
        if (isView(node)) // What was contiguous no longer is, so a view may have to copy.
            node.op = dispatcherOperator("aten::reshape", "");
    if (!isDone)
        reorderInput(graph);
    return graph;
}

} // namespace saliscope::compute

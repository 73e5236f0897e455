// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

std::set<ValueId> protectedValues(const Graph& graph, const Keep& keep)
{
    std::set<ValueId> values(graph.outputs.begin(), graph.outputs.end());
    values.insert(keep.begin(), keep.end());
    return values;
}

namespace {

void replaceIn(Argument& argument, ValueId from, const Argument& to)
{
    if (const ValueId* id = argument.valueId(); id && *id == from)
        argument = to;
    else if (auto* list = std::get_if<std::vector<Argument>>(&argument.content))
        for (Argument& element : *list)
            replaceIn(element, from, to);
}

} // namespace

void replaceReads(Graph& graph, ValueId from, const Argument& to, std::size_t first)
{
    for (std::size_t i = first; i < graph.nodes.size(); ++i)
        for (Argument& argument : graph.nodes[i].inputs)
            replaceIn(argument, from, to);
}

void eraseNodes(Graph& graph, const std::vector<char>& isErased)
{
    std::vector<Node> left;
    left.reserve(graph.nodes.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        if (!isErased[i])
            left.push_back(std::move(graph.nodes[i]));
    graph.nodes = std::move(left);
}

const at::Tensor* constantTensor(const Graph& graph, const Argument& argument)
{
    const ValueId* id = argument.valueId();
    const auto found = id ? graph.constants.find(*id) : graph.constants.end();
    return found == graph.constants.end() ? nullptr : &found->second;
}

ValueId addConstant(Graph& graph, const std::string& name, const at::Tensor& tensor)
{
    const auto id = ValueId(graph.values.size());
    graph.values.push_back({name, tensor.sizes().vec()});
    graph.constants.emplace(id, tensor);
    return id;
}

} // namespace saliscope::compute

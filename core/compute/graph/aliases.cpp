// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/aliases.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <ATen/core/function_schema.h>

namespace saliscope::compute {

namespace {

void collect(const Argument& argument, std::vector<ValueId>& ids)
{
    if (const ValueId* id = argument.valueId())
        ids.push_back(*id);
    else if (const auto* list = argument.list())
        for (const Argument& element : *list)
            collect(element, ids);
}

/// Operators that may return (a view of) their argument although their schema does not say so.
bool mayReturnItsArgument(const std::string& name)
{
    static constexpr std::array names{
        "aten::dropout",        "aten::feature_dropout",       "aten::alpha_dropout",
        "aten::type_as",        "aten::feature_alpha_dropout", "aten::broadcast_tensors",
        "aten::meshgrid",       "aten::meshgrid.indexing",     "aten::pixel_shuffle",
        "aten::pixel_unshuffle"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Inputs whose memory the node's outputs may share.
std::vector<ValueId> sharedInputs(const Node& node)
{
    std::vector<ValueId> shared;
    const c10::FunctionSchema* schema = node.op.schema;
    for (std::size_t i = 0; i < node.inputs.size(); ++i)
        if (!schema || mayReturnItsArgument(node.op.name) ||
            (i < schema->arguments().size() && schema->arguments()[i].alias_info()))
            collect(node.inputs[i], shared);
    return shared;
}

} // namespace

std::vector<ValueId> writtenValues(const Node& node)
{
    std::vector<ValueId> written;
    if (node.op.schema)
        for (std::size_t i = 0; i < node.inputs.size() && i < node.op.schema->arguments().size(); ++i) {
            const c10::AliasInfo* alias = node.op.schema->arguments()[i].alias_info();
            if (alias && alias->isWrite())
                collect(node.inputs[i], written);
        }
    return written;
}

AliasSets::AliasSets(const Graph& graph)
    : m_parent(graph.values.size())
    , m_lastWrite(graph.values.size(), -1)
{
    std::iota(m_parent.begin(), m_parent.end(), 0);
    for (const Node& node : graph.nodes)
        for (ValueId input : sharedInputs(node))
            for (ValueId output : node.outputs)
                unite(input, output);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        for (ValueId value : writtenValues(graph.nodes[i]))
            m_lastWrite[std::size_t(root(value))] = int(i);
}

ValueId AliasSets::root(ValueId value) const
{
    while (m_parent[std::size_t(value)] != value)
        value = m_parent[std::size_t(value)];
    return value;
}

void AliasSets::unite(ValueId a, ValueId b)
{
    a = root(a);
    b = root(b);
    m_parent[std::size_t(std::max(a, b))] = std::min(a, b);
}

} // namespace saliscope::compute

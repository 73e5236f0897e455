// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/core/dispatch/Dispatcher.h>

#include <algorithm>

#include "core/compute/graph/aliases.h"
#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

namespace {

/// "aten::relu_" -> aten::relu, "aten::add_.Tensor" -> aten::add.Tensor, where that takes the same arguments.
std::optional<Operator> functionalTwin(const Operator& op)
{
    const c10::OperatorName& own = op.schema->operator_name();
    if (!own.name.ends_with('_'))
        return {};
    const std::string name = own.name.substr(0, own.name.size() - 1);
    const auto twin = c10::Dispatcher::singleton().findSchema({name, own.overload_name});
    if (!twin || twin->schema().arguments().size() != op.schema->arguments().size() ||
        twin->schema().returns().size() != 1)
        return {};
    return dispatcherOperator(name, own.overload_name);
}

/// Whether something besides the written value itself would see the write: an older alias that is read later,
/// or an output.
bool isSeenElsewhere(const Graph& graph, std::size_t index, ValueId written)
{
    if (std::find(graph.outputs.begin(), graph.outputs.end(), written) != graph.outputs.end())
        return true;
    const AliasSets aliases(graph);
    std::vector<char> isOlder(graph.values.size());
    const auto markOlder = [&](ValueId id) {
        isOlder[std::size_t(id)] = id != written && aliases.root(id) == aliases.root(written);
    };
    for (ValueId id : graph.inputs)
        markOlder(id);
    for (const auto& [id, tensor] : graph.constants)
        markOlder(id);
    for (std::size_t i = 0; i < index; ++i)
        for (ValueId id : graph.nodes[i].outputs)
            markOlder(id);
    bool isSeen = std::any_of(graph.outputs.begin(), graph.outputs.end(),
                              [&](ValueId id) { return isOlder[std::size_t(id)] != 0; });
    for (std::size_t i = index + 1; i < graph.nodes.size(); ++i)
        forEachInput(graph.nodes[i], [&](ValueId id) { isSeen |= isOlder[std::size_t(id)] != 0; });
    return isSeen;
}

} // namespace

Graph makeFunctional(Graph graph, const Keep&)
{
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        Node& node = graph.nodes[i];
        const std::vector<ValueId> written = writtenValues(node);
        if (written.size() != 1 || node.outputs.size() != 1 || !node.inputs.front().valueId() ||
            *node.inputs.front().valueId() != written.front())
            continue;
        const auto twin = functionalTwin(node.op);
        if (!twin || isSeenElsewhere(graph, i, written.front()))
            continue;
        node.op = *twin;
        replaceReads(graph, written.front(), {node.outputs.front()}, i + 1);
    }
    return graph;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/core/dispatch/Dispatcher.h>

#include "core/compute/compute_error.h"
#include "core/compute/graph/aliases.h"
#include "core/compute/graph/executor.h"
#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

namespace {

bool isRandom(const Operator& op)
{
    if (!op.schema)
        return false;
    const auto handle = c10::Dispatcher::singleton().findSchema(op.schema->operator_name());
    return handle && handle->hasTag(at::Tag::nondeterministic_seeded);
}

/// Decides which nodes can be evaluated ahead. Memory that is written (masks are often filled in place) may
/// be folded only as a whole: every write to it is ahead, and nobody else looks before the last write.
class FoldPlan
{
public:
    FoldPlan(const Graph& graph, const Keep& keep)
        : m_graph(graph)
        , m_aliases(graph)
        , m_isTainted(graph.values.size())
        , m_isAhead(graph.nodes.size())
    {
        for (ValueId id : keep)
            if (m_aliases.isWritten(id))
                taint(id);
        do {
            m_changed = false;
            chooseNodes();
            for (std::size_t i = 0; i < graph.nodes.size(); ++i)
                if (!m_isAhead[i])
                    taintTouchedBy(i);
        } while (m_changed);
    }

    bool isAhead(std::size_t node) const { return m_isAhead[node] != 0; }
    bool isWritten(ValueId value) const { return m_aliases.isWritten(value); }

private:
    bool isTainted(ValueId id) const { return m_isTainted[std::size_t(m_aliases.root(id))] != 0; }

    void taint(ValueId id)
    {
        char& flag = m_isTainted[std::size_t(m_aliases.root(id))];
        m_changed |= !flag;
        flag = 1;
    }

    void chooseNodes()
    {
        std::vector<char> isFixed(m_graph.values.size());
        for (const auto& [id, tensor] : m_graph.constants)
            isFixed[std::size_t(id)] = !isTainted(id);
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            const Node& node = m_graph.nodes[i];
            bool isAhead = !isRandom(node.op);
            forEachInput(node, [&](ValueId id) { isAhead &= isFixed[std::size_t(id)] != 0; });
            for (ValueId id : node.outputs)
                isAhead &= !isTainted(id);
            m_isAhead[i] = isAhead;
            for (ValueId id : node.outputs)
                isFixed[std::size_t(id)] = isAhead;
        }
    }

    void taintTouchedBy(std::size_t index)
    {
        const Node& node = m_graph.nodes[index];
        for (ValueId id : writtenValues(node))
            taint(id);
        forEachInput(node, [&](ValueId id) {
            if (m_aliases.lastWrite(id) > int(index))
                taint(id);
        });
    }

    const Graph& m_graph;
    AliasSets m_aliases;
    std::vector<char> m_isTainted; ///< By root: not foldable.
    std::vector<char> m_isAhead;
    bool m_changed = false;
};

} // namespace

Graph foldConstants(Graph graph, const Keep& keep)
{
    const FoldPlan plan(graph, keep);
    const std::set<ValueId> isProtected = protectedValues(graph, keep);
    Graph ahead{graph.values, {}, graph.constants, {}, {}, {}, false};
    std::set<ValueId> isRead = isProtected;
    std::vector<char> isErased(graph.nodes.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        if (plan.isAhead(i))
            isErased[i] = 1;
        else
            forEachInput(graph.nodes[i], [&](ValueId id) { isRead.insert(id); });
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        if (plan.isAhead(i)) {
            ahead.nodes.push_back(graph.nodes[i]);
            for (ValueId id : graph.nodes[i].outputs)
                if (isRead.contains(id))
                    ahead.outputs.push_back(id);
        }
    for (const auto& [id, tensor] : graph.constants) // Constants that an evaluated node writes into.
        if (isRead.contains(id) && plan.isWritten(id))
            ahead.outputs.push_back(id);
    ValueMap results;
    try {
        const at::NoGradGuard noGrad;
        results = Executor(ahead).run({}, ahead.outputs, {});
    } catch (const ComputeError&) {
        return graph; // The run of the graph itself will say what is wrong.
    }
    for (const auto& [id, value] : results)
        if (value.isTensor() && value.toTensor().defined())
            graph.constants[id] = value.toTensor();
        else
            replaceReads(graph, id, {value});
    eraseNodes(graph, isErased);
    return graph;
}

} // namespace saliscope::compute

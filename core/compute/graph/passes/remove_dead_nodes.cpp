// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/aliases.h"
#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

namespace {

/// Nodes whose results are read, and those that write into memory that is.
class Liveness
{
public:
    Liveness(const Graph& graph, const std::set<ValueId>& roots)
        : m_graph(graph)
        , m_aliases(graph)
        , m_isRead(graph.values.size())
        , m_isRootRead(graph.values.size())
        , m_isLive(graph.nodes.size())
    {
        for (ValueId id : roots)
            read(id);
        do { // A write becomes live when a later node turns out to read its memory: until nothing changes.
            m_changed = false;
            for (std::size_t i = graph.nodes.size(); i-- > 0;)
                visit(i);
        } while (m_changed);
    }

    bool isLive(std::size_t node) const { return m_isLive[node] != 0; }
    bool isRead(ValueId id) const { return m_isRead[std::size_t(id)] != 0; }

private:
    void read(ValueId id)
    {
        m_isRead[std::size_t(id)] = 1;
        m_isRootRead[std::size_t(m_aliases.root(id))] = 1;
    }

    void visit(std::size_t index)
    {
        const Node& node = m_graph.nodes[index];
        bool isNeeded = false;
        for (ValueId id : node.outputs)
            isNeeded |= m_isRead[std::size_t(id)] != 0;
        for (ValueId id : writtenValues(node))
            isNeeded |= m_isRootRead[std::size_t(m_aliases.root(id))] != 0;
        if (!isNeeded || m_isLive[index])
            return;
        m_isLive[index] = 1;
        m_changed = true;
        forEachInput(node, [this](ValueId id) { read(id); });
    }

    const Graph& m_graph;
    AliasSets m_aliases;
    std::vector<char> m_isRead;
    std::vector<char> m_isRootRead; ///< By root of aliases.
    std::vector<char> m_isLive;
    bool m_changed = false;
};

} // namespace

Graph removeDeadNodes(Graph graph, const Keep& keep)
{
    const Liveness liveness(graph, protectedValues(graph, keep));
    std::vector<char> isErased(graph.nodes.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        isErased[i] = !liveness.isLive(i);
    std::erase_if(graph.constants, [&](const auto& constant) { return !liveness.isRead(constant.first); });
    eraseNodes(graph, isErased);
    return graph;
}

} // namespace saliscope::compute

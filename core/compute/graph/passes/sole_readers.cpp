// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/passes/sole_readers.h"

#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

SoleReaders::SoleReaders(const Graph& graph, const Keep& keep)
    : m_count(graph.values.size())
    , m_reader(graph.values.size())
{
    for (const ValueId id : protectedValues(graph, keep))
        m_count[std::size_t(id)] = 2;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        forEachInput(graph.nodes[i], [&](ValueId id) {
            ++m_count[std::size_t(id)];
            m_reader[std::size_t(id)] = i;
        });
}

std::optional<std::size_t> SoleReaders::of(ValueId id) const
{
    return m_count[std::size_t(id)] == 1 ? std::optional(m_reader[std::size_t(id)]) : std::nullopt;
}

} // namespace saliscope::compute

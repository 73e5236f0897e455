// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// The values that the node writes into: arguments its schema marks as mutated.
std::vector<ValueId> writtenValues(const Node& node);

/// Which values of a graph may share memory, and where it is written. From the operators' schemas and the few
/// operators that may hand back their argument without saying so. Errs on the side of sharing.
class AliasSets
{
public:
    explicit AliasSets(const Graph& graph);

    /// Equal for values that may share memory.
    ValueId root(ValueId value) const;
    /// Index of the last node that writes into memory that `value` may share; -1 when none does.
    int lastWrite(ValueId value) const { return m_lastWrite[std::size_t(root(value))]; }
    bool isWritten(ValueId value) const { return lastWrite(value) >= 0; }

private:
    void unite(ValueId a, ValueId b);

    std::vector<ValueId> m_parent;
    std::vector<int> m_lastWrite; ///< By root.
};

} // namespace saliscope::compute

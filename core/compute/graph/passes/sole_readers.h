// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/compute/graph/passes/passes.h"

namespace saliscope::compute {

/// Who reads a value, where it is one node and nobody wants to see the value itself.
class SoleReaders
{
public:
    SoleReaders(const Graph& graph, const Keep& keep);

    /// The index of that node; empty for values that are read more than once, kept, or outputs.
    std::optional<std::size_t> of(ValueId id) const;

private:
    std::vector<int> m_count;
    std::vector<std::size_t> m_reader;
};

} // namespace saliscope::compute

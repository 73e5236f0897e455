// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// What a run of a graph left behind: the values asked for, by id.
using ValueMap = std::map<ValueId, c10::IValue>;

/// Runs a graph node by node through the dispatcher, frees values after their last use and looks at the
/// cancel token between nodes. Lifetimes are computed once. The graph must outlive it. Not thread-safe.
class Executor
{
public:
    explicit Executor(const Graph& graph);

    /// Called with each node's tensor outputs as they are made (shapes, timing, hooks).
    using Observer = std::function<void(const Node&, ValueId, const at::Tensor&)>;

    /// `inputs` in the order of Graph::inputs; keeps `keep` and nothing else. Throws ComputeError: Cancelled,
    /// or an operator's failure with the node and module path in the detail.
    ValueMap run(const std::vector<at::Tensor>& inputs, const std::vector<ValueId>& keep,
                 const CancelToken& cancel, const Observer& observer = {}) const;

private:
    const Graph& m_graph;
    std::vector<std::vector<ValueId>> m_dead; ///< Per node, the values whose last reader it is.
};

} // namespace saliscope::compute

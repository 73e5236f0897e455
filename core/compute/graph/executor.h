// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// What a run of a graph left behind: the values asked for, by id.
using ValueMap = std::map<ValueId, c10::IValue>;

/// The tensors of `ids`, in that order. Throws ComputeError InvalidArgument where one is no tensor.
std::vector<at::Tensor> tensorsOf(const ValueMap& values, const std::vector<ValueId>& ids);

/// Runs a graph node by node through the dispatcher, frees values after their last use and looks at the
/// cancel token between nodes. Works under every grad mode. Never writes into constants or the caller's
/// inputs: what a node would write into is copied first. Lifetimes and fixed arguments are prepared once.
/// The graph must outlive it. Not thread-safe.
class Executor
{
public:
    explicit Executor(const Graph& graph);

    /// Called with each node's tensor outputs as they are made (shapes, timing, hooks).
    using Observer = std::function<void(const Node&, ValueId, const at::Tensor&)>;

    /// Called with each node's index and arguments before it runs.
    using Recorder = std::function<void(std::size_t, const torch::jit::Stack&)>;

    /// `inputs` in the order of Graph::inputs; keeps `keep` and nothing else. A kept value is what its node
    /// made, even if a later node writes into it; a graph output is what it is at the end. Throws
    /// ComputeError: Cancelled, OutOfMemory, InvalidArgument (number of inputs), or ModelBroken, an
    /// operator's failure with the node, its module path and the shapes of its arguments in the detail.
    ValueMap run(const std::vector<at::Tensor>& inputs, const std::vector<ValueId>& keep,
                 const CancelToken& cancel, const Observer& observer = {},
                 const Recorder& recorder = {}) const;

private:
    struct Step
    {
        std::vector<Argument> arguments; ///< One per schema argument; constants already of its type.
        std::vector<ValueId> dead;       ///< Values whose last reader this is.
    };
    struct Run;

    void callNode(Run& run, std::size_t index) const;

    const Graph& m_graph;
    std::vector<Step> m_steps;
    std::vector<int> m_lastWrite; ///< Per value, the last node that may write into its memory, or -1.
};

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/cancel_token.h"
#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// Gradients of scalars of a graph's values with respect to its input: the interface of the engines
/// (autograd and the explicit plan). Use: forward(), then backward() at most once. One thread.
class GradientEngine
{
public:
    virtual ~GradientEngine() = default;

    /// Runs the graph on `input` (N, C, H, W) and returns the values `keep`, in that order, detached from any
    /// tape. With `withGradient` false nothing is recorded and backward() must not follow.
    virtual std::vector<at::Tensor> forward(const at::Tensor& input, const std::vector<ValueId>& keep,
                                            bool withGradient, const CancelToken& cancel) = 0;

    /// `gradients[i]` is d(scalar)/d(keep[i]) of the last forward (undefined tensor: zero). Returns
    /// d(scalar)/d(wrt[i]); an empty `wrt` means the input alone. A value that the scalar does not depend on
    /// yields zeros.
    virtual std::vector<at::Tensor> backward(const std::vector<at::Tensor>& gradients,
                                             const std::vector<ValueId>& wrt, const CancelToken& cancel) = 0;
};

/// The graph under libtorch's autograd: right for every graph that runs. The graph must outlive it.
std::unique_ptr<GradientEngine> makeAutogradEngine(const Graph& graph);

} // namespace saliscope::compute

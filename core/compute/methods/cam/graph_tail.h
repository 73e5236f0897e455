// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/compute/graph/executor.h"
#include "core/compute/model/model.h"

namespace saliscope::compute {

/// The nodes of a graph between one value and another.
struct GraphTail
{
    Graph graph;                 ///< Input: `from`; output: `to`.
    std::vector<ValueId> before; ///< What its nodes read of what lies before `from`, sizes included.
};

/// The part of `graph` that leads from one value to another. Throws ModelUnsupported where a later node
/// writes in place into what lies before.
GraphTail graphTail(const Graph& graph, ValueId from, ValueId to);

/// Runs the model from a layer on, for variants of the layer's value on one picture. What the rest reads of
/// what lies before the layer is what the picture gives.
class TailRunner
{
public:
    /// `image` is (1, C, H, W); the answer is the value `to`.
    TailRunner(Model& model, ValueId from, ValueId to, const at::Tensor& image);

    /// The answer for each row of `layerValues`, a variant each.
    at::Tensor run(const at::Tensor& layerValues, const CancelToken& cancel);

private:
    void prepare(int64_t rows, const CancelToken& cancel);

    Graph m_whole;
    GraphTail m_tail;
    at::Tensor m_image;
    Graph m_ready; ///< The tail with the values before it filled in, for m_rows copies of the picture.
    std::optional<Executor> m_executor;
    int64_t m_rows = 0;
};

} // namespace saliscope::compute

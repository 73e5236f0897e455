// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// A node with weights and what stands in their place in a model that has learnt nothing.
struct UnlearntLayer
{
    std::string name; ///< Of its module, or of the operator where it has none.
    std::map<ValueId, at::Tensor> constants;
};

/// The layers of `graph` that have weights, from the last to the first. Weights become Philox normals with
/// standard deviation sqrt(2 / numbers that make one output), sample l for the l-th layer of this list (He et
/// al. 2015); biases 0; normalisations the identity. Shared weights are the affair of the last layer that has
/// them.
std::vector<UnlearntLayer> unlearntLayers(const Graph& graph, uint64_t seed);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// Batch norm at inference: y = scale x + shift, a number each for every channel, in float64.
struct InferenceNorm
{
    at::Tensor scale, shift;
};

/// What a node does as an inference batch norm; empty where it is none or its numbers are not all known.
std::optional<InferenceNorm> inferenceNorm(const Graph& graph, const Node& node);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// Evaluates every node that does not depend on the input and keeps its results as constants.
Graph foldConstants(Graph graph);
/// Removes dropout and other identities of inference.
Graph dropDropout(Graph graph);
/// Multiplies inference batch norms into the convolution (or linear layer) before them, where it is their
/// only reader.
Graph foldBatchNorm(Graph graph);
/// Stores convolution weights channels-last, so that channels-last inputs stay so.
Graph useChannelsLast(Graph graph);
/// Removes nodes whose results nobody reads; `keep` are values that must survive beside the outputs.
Graph removeDeadNodes(Graph graph, const std::vector<ValueId>& keep);

/// All of them in the order that pays. Values in `keep` and the outputs keep their ids and their numbers.
Graph optimise(Graph graph, const std::vector<ValueId>& keep);

} // namespace saliscope::compute

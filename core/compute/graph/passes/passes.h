// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// Every pass is a pure function: outputs, gradients with respect to the input and all values in `keep` (and
/// the outputs) keep their ids and their numbers.
using Keep = std::vector<ValueId>;

/// Replaces in-place operators by their functional twins, where nothing else reads the memory they write.
/// What is left writes through a view, where only autograd is right.
Graph makeFunctional(Graph graph, const Keep& keep);
/// Removes dropout (inference) and aliases.
Graph dropDropout(Graph graph, const Keep& keep);
/// Evaluates every node that does not depend on the input, in order, and keeps its results as constants.
Graph foldConstants(Graph graph, const Keep& keep);
/// Multiplies inference batch norms into the convolution (any dimension, grouped, transposed) or linear layer
/// before them, where it is their only reader. Computed in float64, rounded once.
Graph foldBatchNorm(Graph graph, const Keep& keep);
/// Lets an average pool that reads nothing but a 1x1 convolution go first: the same numbers from a fraction
/// of the products.
Graph poolFirst(Graph graph, const Keep& keep);
/// Lets a 2-D convolution pad by itself instead of reading a copy with zeros around it; uneven sides where
/// the kernel has few channels.
Graph foldPads(Graph graph, const Keep& keep);
/// Stores the input and the weights of 2-D convolutions channels-last. Leaves graphs alone whose operators
/// depend on strides.
Graph useChannelsLast(Graph graph, const Keep& keep);
/// Removes nodes and constants that nothing reads.
Graph removeDeadNodes(Graph graph, const Keep& keep);

/// All of them in the order that pays.
Graph optimise(Graph graph, const Keep& keep);

} // namespace saliscope::compute

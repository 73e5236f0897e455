// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/graph/passes/passes.h"

namespace saliscope::compute {

/// Writes the graph in the operators that the plan has rules for: ReLU6 as hardtanh, max pooling with the
/// places of the maxima, "same" padding as numbers, a split that gives its parts instead of a list, linear
/// layers on oneDNN.
Graph lower(Graph graph, const Keep& keep);

/// Inference batch norms that no convolution took in, with the ReLU behind them and the concatenation before
/// them, as one node. Only where nothing else reads what is between.
Graph fuseNorms(Graph graph, const Keep& keep);

/// Convolutions on oneDNN with the ReLU or hardtanh behind them, and the sum before that, in one call:
/// float32 on the CPU, channels-last. Only where nothing else reads what is between.
Graph fuseConvolutions(Graph graph, const Keep& keep);

} // namespace saliscope::compute

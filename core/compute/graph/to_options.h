// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// The graph on another device and in another precision: floating constants become `options.dtype()` (float32
/// or float64), every constant and every device argument goes to `options.device()`; dtype arguments narrower
/// than the precision are widened to it.
Graph toOptions(Graph graph, const at::TensorOptions& options);

/// The graph in 16 bits: weights and everything computed, between an input and outputs that stay float32.
Graph inHalf(Graph graph);

} // namespace saliscope::compute

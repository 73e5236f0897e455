// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// The graph on another device and in another precision: floating constants become `options.dtype()` (float32
/// or float64), every constant and every device argument goes to `options.device()`; dtype arguments narrower
/// than the precision are widened to it.
Graph toOptions(Graph graph, const at::TensorOptions& options);

} // namespace saliscope::compute

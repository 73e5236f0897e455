// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/compute/graph/gradient_engine.h"
#include "core/compute/graph/passes/passes.h"

namespace saliscope::compute {

/// The graph as the plan runs it: lowered and fused.
Graph planned(Graph graph, const Keep& keep);

/// The first operator between the input and the outputs or `keep` that keeps the plan from being right, in
/// words; empty when every one has a rule and none writes in place.
QString planObstacle(const Graph& planned, const Keep& keep);

/// Explicit gradients: every operator between input and target has a rule that takes its output's gradient to
/// its inputs', so that nothing is computed for weights and nothing kept that no rule reads. `planned` is
/// what planned() made of a graph without an obstacle.
std::unique_ptr<GradientEngine> makePlanEngine(Graph planned);

} // namespace saliscope::compute

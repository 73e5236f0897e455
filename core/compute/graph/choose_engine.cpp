// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/choose_engine.h"

#include "core/compute/graph/plan/plan_engine.h"
#include "core/compute/graph/plan/sample_parallel_engine.h"

namespace saliscope::compute {

EngineChoice chooseEngine(const Graph& graph, const Keep& keep)
{
    Graph plan = planned(graph, keep);
    QString obstacle = planObstacle(plan, keep);
    auto engine = obstacle.isEmpty() ? makeSampleParallelEngine(std::move(plan)) : makeAutogradEngine(graph);
    return {std::move(engine), std::move(obstacle)};
}

} // namespace saliscope::compute

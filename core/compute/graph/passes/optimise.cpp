// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/passes/passes.h"

namespace saliscope::compute {

Graph optimise(Graph graph, const Keep& keep)
{
    for (const auto pass : {dropDropout, makeFunctional, foldConstants, foldBatchNorm, poolFirst, foldPads,
                            useChannelsLast, removeDeadNodes})
        graph = pass(std::move(graph), keep);
    return graph;
}

} // namespace saliscope::compute

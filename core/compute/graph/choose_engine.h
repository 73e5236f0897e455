// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/compute/graph/gradient_engine.h"
#include "core/compute/graph/passes/passes.h"

namespace saliscope::compute {

struct EngineChoice
{
    std::unique_ptr<GradientEngine> engine;
    QString obstacle; ///< Why it is autograd: the operator that decided it. Empty for the plan.
};

/// The explicit plan where it is proven right for everything between the input and the outputs or `keep`,
/// libtorch's autograd otherwise. `graph` is optimised and must outlive the engine.
EngineChoice chooseEngine(const Graph& graph, const Keep& keep);

} // namespace saliscope::compute

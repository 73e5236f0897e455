// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/compute/graph/backward_rule.h"
#include "core/compute/graph/passes/passes.h"

namespace saliscope::compute {

/// Changes the gradients of all activations, called as a module or as a function, and nothing of the forward
/// pass: ReLU, ReLU6, clamps at zero, and also leaky, exponential and smooth ones (SiLU, GELU, hardswish),
/// whose own derivative stands for f'. Gates (sigmoid, tanh, softmax) keep their gradients. Both engines
/// differentiate the result.
Graph redefineGradients(Graph graph, const BackwardRule& rule);

/// How many activations there are, by the name of the operator without "aten::".
std::map<std::string, int> countActivations(const Graph& graph);
/// Whether it is a ReLU or is cut off at zero as one.
bool isRectifierName(const std::string& name);

} // namespace saliscope::compute

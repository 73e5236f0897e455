// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// (parts, scale, shift): the parts side by side along the channels, each channel scaled and shifted, and cut
/// off below zero: concatenation, inference batch norm and ReLU in one pass over memory.
inline constexpr const char* normReluName = "saliscope::norm_relu";

Operator normReluOperator();

} // namespace saliscope::compute

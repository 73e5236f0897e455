// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// A function on plain numbers by its Python name: add, sub, mul, floordiv, truediv, mod, pow, neg, pos, min,
/// max, trunc, int, float, sqrt, ite, eq, ne, lt, le, gt, ge, not, and, or. Nothing for an unknown name.
/// Arithmetic on two whole numbers stays whole and throws ComputeError where it overflows or divides by zero.
std::optional<Operator> numberOperator(const std::string& name);

/// Takes one list and gives its elements, one per output of the node.
Operator unpackListOperator(std::size_t count);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "core/compute/graph/passes/passes.h"

namespace saliscope::compute {

/// Values whose ids and numbers a pass must leave: the graph's outputs and what is kept.
std::set<ValueId> protectedValues(const Graph& graph, const Keep& keep);

/// Makes the nodes from index `first` on read `to` where they read `from`, in lists too.
void replaceReads(Graph& graph, ValueId from, const Argument& to, std::size_t first = 0);

/// Removes the nodes marked true.
void eraseNodes(Graph& graph, const std::vector<char>& isErased);

/// The constant tensor an argument names, or null.
const at::Tensor* constantTensor(const Graph& graph, const Argument& argument);

/// A new constant.
ValueId addConstant(Graph& graph, const std::string& name, const at::Tensor& tensor);

} // namespace saliscope::compute

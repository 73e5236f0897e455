// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

namespace {

/// Dropout that is switched off (its third argument is `train`), in place or not, and aten::alias.
bool isIdentity(const Node& node)
{
    static constexpr std::array dropouts{"aten::dropout",
                                         "aten::dropout_",
                                         "aten::feature_dropout",
                                         "aten::feature_dropout_",
                                         "aten::alpha_dropout",
                                         "aten::alpha_dropout_",
                                         "aten::feature_alpha_dropout",
                                         "aten::feature_alpha_dropout_"};
    if (node.op.name == "aten::alias")
        return true;
    if (std::find(dropouts.begin(), dropouts.end(), node.op.name) == dropouts.end())
        return false;
    const c10::IValue* train = node.inputs[2].constant();
    return train && train->isBool() && !train->toBool();
}

} // namespace

Graph dropDropout(Graph graph, const Keep& keep)
{
    const std::set<ValueId> isProtected = protectedValues(graph, keep);
    std::vector<char> isErased(graph.nodes.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node& node = graph.nodes[i];
        if (!isIdentity(node) || isProtected.contains(node.outputs.front()))
            continue;
        isErased[i] = 1;
        replaceReads(graph, node.outputs.front(), Argument(node.inputs.front()), i + 1);
    }
    eraseNodes(graph, isErased);
    return graph;
}

} // namespace saliscope::compute

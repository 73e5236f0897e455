// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/cam/linear_head.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/strings.h"
#include "core/compute/methods/cam/graph_tail.h"

namespace saliscope::compute {

namespace {

template <std::size_t Count>
bool isOneOf(const std::string& name, const std::array<std::string_view, Count>& names)
{
    const std::string plain = name.substr(0, name.find('.'));
    return std::find(names.begin(), names.end(), plain) != names.end();
}

bool averages(const std::string& name)
{
    return isOneOf(name, std::array<std::string_view, 4>{"aten::adaptive_avg_pool2d", "aten::avg_pool2d",
                                                         "aten::mean", "aten::_adaptive_avg_pool2d"});
}

bool onlyMoves(const std::string& name)
{
    return isOneOf(name,
                   std::array<std::string_view, 14>{
                       "aten::flatten", "aten::view", "aten::reshape", "aten::_unsafe_view", "aten::squeeze",
                       "aten::unsqueeze", "aten::contiguous", "aten::clone", "aten::permute",
                       "aten::transpose", "aten::alias", "aten::detach", "aten::to", "aten::t"});
}

bool isLinear(const std::string& name)
{
    return isOneOf(name,
                   std::array<std::string_view, 6>{"aten::linear", "aten::addmm", "aten::mm", "aten::matmul",
                                                   "aten::conv2d", "aten::convolution"});
}

/// How many of the node's arguments are tensors that vary with the picture.
int varyingArguments(const Node& node, const std::vector<char>& varies)
{
    int count = 0;
    forEachInput(node, [&](ValueId id) { count += varies[std::size_t(id)]; });
    return count;
}

} // namespace

QString linearHeadObstacle(const Graph& graph, ValueId layer, ValueId output)
{
    const GraphTail tail = graphTail(graph, layer, output);
    std::vector<char> varies(graph.values.size());
    varies[std::size_t(layer)] = 1;
    bool isAveraged = false;
    for (const Node& node : tail.graph.nodes) {
        const std::string& name = node.op.name;
        if (varyingArguments(node, varies) != 1)
            return u"%1 mixes it with another value"_s.arg(QString::fromStdString(name));
        if (averages(name))
            isAveraged = true;
        else if (!onlyMoves(name) && !(isAveraged && isLinear(name)))
            return u"%1 lies between"_s.arg(QString::fromStdString(name));
        for (const ValueId id : node.outputs)
            varies[std::size_t(id)] = 1;
    }
    return isAveraged ? QString() : u"its places are never averaged"_s;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <algorithm>

#include "core/compute/graph/passes/rewrite.h"
#include "core/compute/graph/passes/sole_readers.h"

namespace saliscope::compute {

namespace {

bool areAll(const Argument& argument, int64_t value)
{
    const c10::IValue* numbers = argument.constant();
    if (!numbers || !numbers->isIntList())
        return false;
    const std::vector<int64_t> list = numbers->toIntVector();
    return std::all_of(list.begin(), list.end(), [=](int64_t number) { return number == value; });
}

/// A convolution that mixes the channels of every pixel for itself.
bool isPixelwise(const Graph& graph, const Node& node)
{
    if (node.op.name != "aten::conv2d")
        return false;
    const at::Tensor* weight = constantTensor(graph, node.inputs[1]);
    return weight && weight->dim() == 4 && weight->size(2) == 1 && weight->size(3) == 1 &&
           areAll(node.inputs[3], 1) && areAll(node.inputs[4], 0) && node.inputs[6].constant();
}

/// An average whose weights add up to 1 everywhere, so that it leaves a bias as it is.
bool isTrueAverage(const Node& node)
{
    if (node.op.name != "aten::avg_pool2d" || !areAll(node.inputs[3], 0))
        return false;
    const c10::IValue* divisor = node.inputs[6].constant();
    return divisor && divisor->isNone();
}

} // namespace

Graph poolFirst(Graph graph, const Keep& keep)
{
    const SoleReaders readers(graph, keep);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        Node& convolution = graph.nodes[i];
        const ValueId* input = convolution.inputs.empty() ? nullptr : convolution.inputs.front().valueId();
        if (!input || !isPixelwise(graph, convolution))
            continue;
        const auto reader = readers.of(convolution.outputs.front());
        if (!reader || !isTrueAverage(graph.nodes[*reader]))
            continue;
        Node& pool = graph.nodes[*reader];
        const auto pooled = ValueId(graph.values.size());
        std::vector<int64_t> shape = graph.values[std::size_t(pool.outputs.front())].shape;
        if (shape.size() == 4)
            shape[1] = constantTensor(graph, convolution.inputs[1])->size(1) *
                       convolution.inputs[6].constant()->toInt();
        graph.values.push_back({graph.values[std::size_t(*input)].name + " (pooled)", shape});
        pool.inputs.front() = {*input};
        std::swap(convolution, pool);
        graph.nodes[*reader].inputs.front() = {pooled};
        graph.nodes[*reader].outputs = std::exchange(graph.nodes[i].outputs, {pooled});
    }
    return graph;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <algorithm>
#include <array>

#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

namespace {

/// Zeros around the last two axes.
struct ZeroPad
{
    std::array<int64_t, 2> before, after; ///< Rows, columns.
};

std::optional<ZeroPad> zeroPad(const Node& node)
{
    const bool isPlain = node.op.name == "aten::constant_pad_nd";
    if (!isPlain && node.op.name != "aten::pad")
        return {};
    const c10::IValue* amounts = node.inputs[1].constant();
    const c10::IValue* mode = isPlain ? nullptr : node.inputs[2].constant();
    const c10::IValue* value = node.inputs[isPlain ? 2 : 3].constant();
    if (!amounts || !value || (!isPlain && (!mode || mode->toStringRef() != "constant")) ||
        (!value->isNone() && value->toScalar().toDouble() != 0))
        return {};
    const std::vector<int64_t> pads = amounts->toIntVector(); // The last axis first.
    if (pads.size() != 4 || *std::min_element(pads.begin(), pads.end()) < 0)
        return {};
    return ZeroPad{{pads[2], pads[0]}, {pads[3], pads[1]}};
}

/// A 2-D convolution that pads by numbers; its arguments are those of aten::conv2d as far as they go.
bool isConvolution(const Graph& graph, const Node& node)
{
    const bool isPlain = node.op.name == "aten::conv2d";
    if (!isPlain && node.op.name != "aten::convolution" && node.op.name != "aten::_convolution")
        return false;
    const at::Tensor* weight = constantTensor(graph, node.inputs[1]);
    const bool isKnown = node.inputs[4].constant() && node.inputs[5].constant();
    const c10::IValue* transposed = isPlain ? nullptr : node.inputs[6].constant();
    return weight && weight->dim() == 4 && isKnown && (isPlain || (transposed && !transposed->toBool()));
}

std::array<int64_t, 2> pair(const c10::IValue& value)
{
    const std::vector<int64_t> numbers = value.toIntVector();
    return {numbers.front(), numbers.back()};
}

/// Pads the convolution by the larger of both sides, and its kernel with as many zeros as that is too much:
/// the same numbers come out. False where that costs more than the pad: with many channels.
bool foldInto(Graph& graph, Node& convolution, const ZeroPad& pad)
{
    constexpr int64_t few = 4;
    std::array<int64_t, 2> padding = pair(*convolution.inputs[4].constant());
    const std::array<int64_t, 2> dilation = pair(*convolution.inputs[5].constant());
    const at::Tensor weight = *constantTensor(graph, convolution.inputs[1]);
    std::array<int64_t, 2> leading{}, trailing{};
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const int64_t larger = std::max(pad.before[axis], pad.after[axis]);
        leading[axis] = larger - pad.before[axis];
        trailing[axis] = larger - pad.after[axis];
        padding[axis] += larger;
        const bool isEven = leading[axis] == trailing[axis];
        if (!isEven && (dilation[axis] != 1 || weight.size(1) > few))
            return false;
    }
    convolution.inputs[4] = {c10::IValue(std::vector<int64_t>(padding.begin(), padding.end()))};
    const std::array<int64_t, 4> zeros{leading[1], trailing[1], leading[0], trailing[0]};
    if (std::any_of(zeros.begin(), zeros.end(), [](int64_t count) { return count > 0; }))
        convolution.inputs[1] = {addConstant(graph, convolution.modulePath + ".weight (padded)",
                                             at::constant_pad_nd(weight, zeros))};
    return true;
}

} // namespace

Graph foldPads(Graph graph, const Keep& keep)
{
    const std::set<ValueId> isProtected = protectedValues(graph, keep);
    std::vector<int> readers(graph.values.size());
    std::vector<int> producer(graph.values.size(), -1);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        forEachInput(graph.nodes[i], [&](ValueId id) { ++readers[std::size_t(id)]; });
        for (const ValueId id : graph.nodes[i].outputs)
            producer[std::size_t(id)] = int(i);
    }
    std::vector<char> isErased(graph.nodes.size());
    for (Node& convolution : graph.nodes) {
        if (!isConvolution(graph, convolution))
            continue;
        const ValueId* source = convolution.inputs.front().valueId();
        if (!source || producer[std::size_t(*source)] < 0 || readers[std::size_t(*source)] != 1 ||
            isProtected.contains(*source))
            continue;
        const auto index = std::size_t(producer[std::size_t(*source)]);
        const auto pad = zeroPad(graph.nodes[index]);
        if (!pad || !foldInto(graph, convolution, *pad))
            continue;
        convolution.inputs.front() = graph.nodes[index].inputs.front();
        isErased[index] = 1;
    }
    eraseNodes(graph, isErased);
    return graph;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <algorithm>
#include <map>

#include "core/compute/graph/passes/inference_norm.h"
#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

namespace {

/// Where an operator that batch norm folds into keeps what matters: argument indices.
struct Layer
{
    int groups = -1;           ///< Number of groups; -1 where it does not matter.
    int transposed = -1;       ///< A flag that says so; -1 where the operator itself says it.
    bool isTransposed = false; ///< Weights are (in, out / groups, ...).
    bool isLinear = false;
};

const Layer* layerOf(const std::string& name)
{
    static const std::map<std::string, Layer> layers{
        {"aten::conv1d", {}},
        {"aten::conv2d", {}},
        {"aten::conv3d", {}},
        {"aten::conv1d.padding", {}},
        {"aten::conv2d.padding", {}},
        {"aten::conv3d.padding", {}},
        {"aten::conv_transpose1d", {6, -1, true, false}},
        {"aten::conv_transpose2d.input", {6, -1, true, false}},
        {"aten::conv_transpose3d.input", {6, -1, true, false}},
        {"aten::convolution", {8, 6, false, false}},
        {"aten::_convolution", {8, 6, false, false}},
        {"aten::linear", {-1, -1, false, true}},
    };
    const auto found = layers.find(name);
    return found == layers.end() ? nullptr : &found->second;
}

/// The weight with its output channels multiplied by `scale`.
at::Tensor scaled(const at::Tensor& weight, const at::Tensor& scale, bool isTransposed, int64_t groups)
{
    std::vector<int64_t> shape(std::size_t(weight.dim()), 1);
    if (!isTransposed) {
        shape[0] = -1;
        return weight * scale.view(shape);
    }
    shape[1] = weight.size(1);
    shape.insert(shape.begin(), groups); // (groups, in / groups, out / groups, ...)
    std::vector<int64_t> split = weight.sizes().vec();
    split[0] /= groups;
    split.insert(split.begin(), groups);
    return (weight.reshape(split) * scale.view(shape)).reshape(weight.sizes());
}

/// Multiplies `norm` into the layer; false when the layer is not of a kind that takes it.
bool foldInto(Graph& graph, Node& layer, const InferenceNorm& norm)
{
    const Layer* kind = layerOf(layer.op.name);
    if (!kind)
        return false;
    const at::Tensor* weight = constantTensor(graph, layer.inputs[1]);
    const at::Tensor* bias = constantTensor(graph, layer.inputs[2]);
    const bool hasNoBias = layer.inputs[2].constant() && layer.inputs[2].constant()->isNone();
    if (!weight || (!bias && !hasNoBias))
        return false;
    // After a linear layer, batch norm's channels are the features only when there is no axis between.
    if (kind->isLinear && graph.values[std::size_t(layer.outputs.front())].shape.size() != 2)
        return false;
    const c10::IValue* flag =
        kind->transposed < 0 ? nullptr : layer.inputs[std::size_t(kind->transposed)].constant();
    const c10::IValue* groups =
        kind->groups < 0 ? nullptr : layer.inputs[std::size_t(kind->groups)].constant();
    if ((kind->transposed >= 0 && !flag) || (kind->groups >= 0 && !groups))
        return false;
    const at::ScalarType type = weight->scalar_type();
    const at::Tensor newWeight =
        scaled(weight->to(at::kDouble), norm.scale, flag ? flag->toBool() : kind->isTransposed,
               groups ? groups->toScalar().toLong() : 1);
    const at::Tensor newBias = bias ? norm.shift + bias->to(at::kDouble) * norm.scale : norm.shift;
    layer.inputs[1] = {addConstant(graph, layer.modulePath + ".weight (folded)", newWeight.to(type))};
    layer.inputs[2] = {addConstant(graph, layer.modulePath + ".bias (folded)", newBias.to(type))};
    return true;
}

} // namespace

Graph foldBatchNorm(Graph graph, const Keep& keep)
{
    const std::set<ValueId> isProtected = protectedValues(graph, keep);
    std::vector<int> readers(graph.values.size());
    std::vector<int> producer(graph.values.size(), -1);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        forEachInput(graph.nodes[i], [&](ValueId id) { ++readers[std::size_t(id)]; });
        for (ValueId id : graph.nodes[i].outputs)
            producer[std::size_t(id)] = int(i);
    }
    const auto isNeeded = [&](ValueId id) {
        return readers[std::size_t(id)] > 0 || isProtected.contains(id);
    };
    std::vector<char> isErased(graph.nodes.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node& norm = graph.nodes[i];
        const ValueId* source = norm.inputs.empty() ? nullptr : norm.inputs.front().valueId();
        if (!source || producer[std::size_t(*source)] < 0 || readers[std::size_t(*source)] != 1 ||
            isProtected.contains(*source) ||
            std::any_of(norm.outputs.begin() + 1, norm.outputs.end(), isNeeded))
            continue;
        const auto affine = inferenceNorm(graph, norm);
        Node& layer = graph.nodes[std::size_t(producer[std::size_t(*source)])];
        if (!affine || !foldInto(graph, layer, *affine))
            continue;
        layer.outputs.front() = norm.outputs.front();
        isErased[i] = 1;
    }
    eraseNodes(graph, isErased);
    return graph;
}

} // namespace saliscope::compute

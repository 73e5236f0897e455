// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/passes/inference_norm.h"

#include <ATen/ATen.h>

#include <array>

#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

std::optional<InferenceNorm> inferenceNorm(const Graph& graph, const Node& node)
{
    const bool isPlain = node.op.name == "aten::batch_norm";
    if (!isPlain && node.op.name != "aten::_native_batch_norm_legit_no_training")
        return {};
    const c10::IValue* training = isPlain ? node.inputs[5].constant() : nullptr;
    const c10::IValue* epsilon = node.inputs[isPlain ? 7 : 6].constant();
    if ((isPlain && (!training || training->toBool())) || !epsilon)
        return {};
    std::array<at::Tensor, 5> numbers; // By argument: weight, bias, mean, variance.
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        const at::Tensor* constant = constantTensor(graph, node.inputs[i]);
        const bool isLeftOut = i < 3 && node.inputs[i].constant() && node.inputs[i].constant()->isNone();
        if (!constant && !isLeftOut)
            return {};
        if (constant)
            numbers[i] = constant->to(at::kDouble);
    }
    const at::Tensor deviation = at::sqrt(numbers[4] + epsilon->toScalar().toDouble());
    const at::Tensor scale = numbers[1].defined() ? numbers[1] / deviation : at::reciprocal(deviation);
    const at::Tensor shift = -numbers[3] * scale;
    return InferenceNorm{scale, numbers[2].defined() ? numbers[2] + shift : shift};
}

} // namespace saliscope::compute

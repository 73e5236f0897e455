// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/metrics/reinitialise.h"

#include <ATen/ATen.h>
#include <ATen/core/function_schema.h>

#include <cmath>
#include <set>
#include <string_view>

#include "core/compute/methods/philox_noise.h"

namespace saliscope::compute {

namespace {

/// What the operator calls its arguments tells what they are.
at::Tensor unlearnt(const Node& node, std::string_view role, const at::Tensor& constant, uint64_t seed,
                    uint64_t layer)
{
    const bool isNormalisation = node.op.name.find("norm") != std::string::npos;
    if (role == "running_var" || (role == "weight" && isNormalisation))
        return at::ones_like(constant);
    if (role == "bias" || role == "running_mean")
        return at::zeros_like(constant);
    if (role != "weight" || constant.dim() < 2)
        return {};
    const double fanIn = double(constant.numel()) / double(std::max<int64_t>(1, constant.size(0)));
    const at::Tensor normals = philoxNormals(constant.sizes(), seed, layer, 1, at::kDouble)[0];
    return (std::sqrt(2 / fanIn) * normals)
        .to(constant.options())
        .contiguous(constant.suggest_memory_format());
}

} // namespace

std::vector<UnlearntLayer> unlearntLayers(const Graph& graph, uint64_t seed)
{
    std::vector<UnlearntLayer> layers;
    std::set<ValueId> done;
    for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
        if (!node->op.schema)
            continue;
        UnlearntLayer layer{node->modulePath.empty() ? node->op.name : node->modulePath, {}};
        const auto& arguments = node->op.schema->arguments();
        for (std::size_t i = 0; i < node->inputs.size() && i < arguments.size(); ++i) {
            const ValueId* const id = node->inputs[i].valueId();
            const auto constant = id ? graph.constants.find(*id) : graph.constants.end();
            if (constant == graph.constants.end() || !constant->second.is_floating_point())
                continue;
            const at::Tensor made =
                unlearnt(*node, arguments[i].name(), constant->second, seed, layers.size());
            if (made.defined() && done.insert(*id).second)
                layer.constants.emplace(*id, made);
        }
        if (!layer.constants.empty())
            layers.push_back(std::move(layer));
    }
    return layers;
}

} // namespace saliscope::compute

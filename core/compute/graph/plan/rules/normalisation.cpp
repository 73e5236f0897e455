// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <algorithm>

#include "core/compute/graph/plan/rule.h"
#include "core/compute/graph/plan/rules/in_place.h"

namespace saliscope::compute {

namespace {

struct BatchNormArguments
{
    std::size_t training; ///< Position of the flag; 0: the operator itself says inference.
    std::size_t epsilon;
};

BatchNormArguments positions(const std::string& name)
{
    return name == "aten::batch_norm" ? BatchNormArguments{5, 7} : BatchNormArguments{0, 6};
}

/// Batch norm at inference multiplies every channel by a constant.
void batchNorm(Frame& frame)
{
    const at::Tensor& scale = frame.prepared<at::Tensor>([&] {
        const double epsilon = frame.argument(positions(frame.name()).epsilon).toDouble();
        const at::Tensor variance = frame.tensor(4);
        const at::Tensor weight = frame.tensor(1);
        at::Tensor perChannel = at::rsqrt(variance.to(at::kDouble) + epsilon);
        if (weight.defined())
            perChannel = perChannel * weight.to(at::kDouble);
        std::vector<int64_t> shape(frame.input(0).sizes.size(), 1);
        shape[1] = -1;
        return perChannel.to(frame.input(0).options.dtype()).view(shape);
    });
    at::Tensor g = frame.takeGradient();
    frame.give(0, isOwned(g) ? g.mul_(scale) : g * scale);
}

bool isInference(const Node& node)
{
    const std::size_t training = positions(node.op.name).training;
    const c10::IValue* flag = training ? node.inputs[training].constant() : nullptr;
    const bool hasStatistics = node.inputs[3].valueId() && node.inputs[4].valueId();
    return hasStatistics && (!training || (flag && !flag->toBool()));
}

/// The statistics are made again rather than kept: they cost less than the backward itself.
void layerNorm(Frame& frame)
{
    const at::Tensor x = frame.tensor(0);
    const std::vector<int64_t> shape = frame.argument(1).toIntVector();
    std::vector<int64_t> axes(shape.size());
    for (std::size_t i = 0; i < axes.size(); ++i)
        axes[i] = int64_t(i) - int64_t(axes.size());
    const at::Tensor weight = frame.tensor(2);
    const at::Tensor bias = frame.tensor(3);
    const auto [unused, mean, deviation] =
        at::native_layer_norm(x, shape, weight, bias, frame.argument(4).toDouble());
    frame.give(0, std::get<0>(at::native_layer_norm_backward(frame.takeGradient(), x, shape, mean, deviation,
                                                             weight, bias, {true, false, false})));
}

void groupNorm(Frame& frame)
{
    const at::Tensor x = frame.tensor(0).contiguous();
    const int64_t groups = frame.argument(1).toInt();
    const int64_t n = x.size(0);
    const int64_t channels = x.size(1);
    const int64_t area = x.numel() / std::max(int64_t(1), n * channels);
    const at::Tensor weight = frame.tensor(2);
    const auto [unused, mean, deviation] = at::native_group_norm(x, weight, frame.tensor(3), n, channels,
                                                                 area, groups, frame.argument(4).toDouble());
    frame.give(0, std::get<0>(at::native_group_norm_backward(frame.takeGradient().contiguous(), x, mean,
                                                             deviation, weight, n, channels, area, groups,
                                                             {true, false, false})));
}

} // namespace

void addNormalisationRules(RuleTable& table)
{
    addRule(table, {"aten::batch_norm", "aten::_native_batch_norm_legit_no_training"},
            {batchNorm, 0, 0, false, 2 | 4 | 8 | 16, isInference});
    addRule(table, {"aten::layer_norm", "aten::native_layer_norm"}, {layerNorm, 1, 0, false, 4 | 8});
    addRule(table, {"aten::group_norm"}, {groupNorm, 1, 0, false, 4 | 8});
}

} // namespace saliscope::compute

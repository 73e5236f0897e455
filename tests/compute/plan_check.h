// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <QString>

#include "core/base/strings.h"
#include "core/compute/graph/gradient_engine.h"
#include "core/compute/graph/plain_operators.h"
#include "core/compute/graph/plan/plan_engine.h"
#include "tests/compute/graph_maker.h"

namespace saliscope::compute {

/// Numbers in (-1, 1) that repeat from run to run and lie away from the kinks at 0.
inline at::Tensor waves(const std::vector<int64_t>& shape, double phase = 0)
{
    return at::sin(at::arange(c10::multiply_integers(shape), at::kDouble) * 1.3 + phase + 0.1).reshape(shape);
}

struct Evaluation
{
    at::Tensor value, gradient;
};

/// The first output, and the input gradient of a weighted sum of it.
inline Evaluation evaluated(GradientEngine& engine, const Graph& graph, const at::Tensor& x)
{
    const at::Tensor value = engine.forward(x, {graph.outputs.front()}, true, {}).front();
    const at::Tensor seed = waves(value.sizes().vec(), 0.4).to(value.scalar_type());
    return {value, engine.backward({seed}, {}, {}).front()};
}

inline double relativeDifference(const at::Tensor& found, const at::Tensor& expected)
{
    const double size = expected.abs().max().item<double>();
    return (found - expected).abs().max().item<double>() / std::max(size, 1e-30);
}

/// Said where nothing would be compared.
inline const QString zeroGradient = u"the gradient is zero"_s;

/// What is wrong with the plan's value or gradient of `graph`, against autograd, in words; empty when they
/// agree to `tolerance` of the largest number, for `x` (N, ...), its first example alone and, for pictures,
/// another memory format.
inline QString planDifference(const Graph& graph, const at::Tensor& x, double tolerance = 1e-10)
{
    Graph plan = planned(graph, {});
    if (const QString obstacle = planObstacle(plan, {}); !obstacle.isEmpty())
        return obstacle;
    const auto explicitly = makePlanEngine(std::move(plan));
    const auto autograd = makeAutogradEngine(graph);
    std::vector<at::Tensor> inputs{x, x.narrow(0, 0, 1).contiguous()};
    if (x.dim() == 4)
        inputs.push_back(x.contiguous(at::MemoryFormat::ChannelsLast));
    for (const at::Tensor& input : inputs) {
        const Evaluation expected = evaluated(*autograd, graph, input);
        const Evaluation found = evaluated(*explicitly, graph, input);
        if (found.gradient.sizes() != input.sizes() || found.gradient.scalar_type() != input.scalar_type())
            return u"the gradient has another shape or type"_s;
        if (expected.gradient.abs().max().item<double>() == 0)
            return zeroGradient;
        const double value = relativeDifference(found.value, expected.value);
        const double gradient = relativeDifference(found.gradient, expected.gradient);
        if (!(value < tolerance && gradient < tolerance))
            return u"value %1, gradient %2, batch %3"_s.arg(value).arg(gradient).arg(input.size(0));
    }
    return {};
}

} // namespace saliscope::compute

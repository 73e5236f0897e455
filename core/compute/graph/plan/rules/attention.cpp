// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

#include <cmath>
#include <limits>

#include "core/compute/graph/plan/rule.h"

namespace saliscope::compute {

namespace {

enum Position
{
    atQuery = 0,
    atKey = 1,
    atValue = 2,
    atMask = 3,
    atDropout = 4,
    atIsCausal = 5,
    atScale = 6,
    atSharesHeads = 7
};

/// softmax(scale Q K^T + mask), made again: keeping it would take more memory than all else of a block.
at::Tensor attentionWeights(const Frame& frame, const at::Tensor& q, const at::Tensor& k, double scale)
{
    at::Tensor scores = at::matmul(q, k.transpose(-2, -1)).mul_(scale);
    constexpr double never = -std::numeric_limits<double>::infinity();
    if (frame.argument(atIsCausal).toBool()) {
        const at::Tensor future = at::ones({q.size(-2), k.size(-2)}, q.options().dtype(at::kBool)).triu(1);
        scores.masked_fill_(future, never);
    }
    if (const at::Tensor mask = frame.tensor(atMask); mask.defined()) {
        if (mask.scalar_type() == at::kBool)
            scores.masked_fill_(mask.logical_not(), never);
        else
            scores.add_(mask);
    }
    return at::softmax(scores, -1);
}

void attention(Frame& frame)
{
    const at::Tensor q = frame.tensor(atQuery);
    const at::Tensor k = frame.tensor(atKey);
    const at::Tensor v = frame.tensor(atValue);
    const c10::IValue& given = frame.argument(atScale);
    const double scale = given.isNone() ? 1 / std::sqrt(double(q.size(-1))) : given.toDouble();
    const at::Tensor g = frame.takeGradient();
    const at::Tensor weights = attentionWeights(frame, q, k, scale);
    if (frame.needs(atValue))
        frame.give(atValue, at::sum_to(at::matmul(weights.transpose(-2, -1), g), v.sizes()));
    if (!frame.needs(atQuery) && !frame.needs(atKey))
        return;
    const at::Tensor onWeights = at::matmul(g, v.transpose(-2, -1));
    at::Tensor onScores = at::_softmax_backward_data(onWeights, weights, -1, weights.scalar_type());
    onScores.mul_(scale);
    if (frame.needs(atQuery))
        frame.give(atQuery, at::sum_to(at::matmul(onScores, k), q.sizes()));
    if (frame.needs(atKey))
        frame.give(atKey, at::sum_to(at::matmul(onScores.transpose(-2, -1), q), k.sizes()));
}

bool isPlain(const Node& node)
{
    const c10::IValue* dropout = node.inputs[atDropout].constant();
    const c10::IValue* isCausal = node.inputs[atIsCausal].constant();
    const c10::IValue* scale = node.inputs[atScale].constant();
    const c10::IValue* sharesHeads = node.inputs[atSharesHeads].constant();
    return dropout && dropout->toScalar().toDouble() == 0 && isCausal && scale && sharesHeads &&
           !sharesHeads->toBool();
}

} // namespace

void addAttentionRules(RuleTable& table)
{
    constexpr unsigned inputs = 1U << atQuery | 1U << atKey | 1U << atValue | 1U << atMask;
    addRule(table, {"aten::scaled_dot_product_attention"},
            {attention, inputs, 0, false, 1U << atMask, isPlain});
}

} // namespace saliscope::compute

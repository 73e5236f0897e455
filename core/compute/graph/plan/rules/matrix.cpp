// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

#include "core/compute/graph/plan/one_dnn.h"
#include "core/compute/graph/plan/rule.h"

namespace saliscope::compute {

namespace {

/// y = x W^T + b; weight and bias do not depend on the input in what this covers.
void linearLayer(Frame& frame)
{
    const auto& turned = frame.prepared<LinearWeight>(
        [&] { return LinearWeight(frame.tensor(1).t().contiguous(), frame.result().sizes.size() == 2); });
    frame.give(0, linear(frame.takeGradient(), turned, at::Tensor()));
}

void giveProduct(Frame& frame, std::size_t left, std::size_t right, const at::Tensor& g)
{
    if (frame.needs(left))
        frame.give(left,
                   at::sum_to(at::matmul(g, frame.tensor(right).transpose(-2, -1)), frame.input(left).sizes));
    if (frame.needs(right))
        frame.give(right,
                   at::sum_to(at::matmul(frame.tensor(left).transpose(-2, -1), g), frame.input(right).sizes));
}

/// mm, bmm, and matmul where both are at least matrices; a vector is a matrix of one row or column.
void matrixProduct(Frame& frame)
{
    const bool isRow = frame.input(0).sizes.size() == 1;
    const bool isColumn = frame.input(1).sizes.size() == 1;
    at::Tensor g = frame.takeGradient();
    if (!isRow && !isColumn)
        return giveProduct(frame, 0, 1, g);
    if (isColumn)
        g = g.unsqueeze(-1);
    if (isRow)
        g = g.unsqueeze(-2);
    if (frame.needs(0)) {
        const at::Tensor b = isColumn ? frame.tensor(1).unsqueeze(-1) : frame.tensor(1);
        const at::Tensor gradient = at::matmul(g, b.transpose(-2, -1));
        frame.give(0, at::sum_to(isRow ? gradient.squeeze(-2) : gradient, frame.input(0).sizes));
    }
    if (frame.needs(1)) {
        const at::Tensor a = isRow ? frame.tensor(0).unsqueeze(-2) : frame.tensor(0);
        const at::Tensor gradient = at::matmul(a.transpose(-2, -1), g);
        frame.give(1, at::sum_to(isColumn ? gradient.squeeze(-1) : gradient, frame.input(1).sizes));
    }
}

/// beta self + alpha (a b).
void addedProduct(Frame& frame)
{
    const at::Scalar beta = frame.argument(3).toScalar();
    const at::Scalar alpha = frame.argument(4).toScalar();
    const at::Tensor g = frame.takeGradient();
    if (frame.needs(0))
        frame.give(0, at::sum_to(beta.equal(1) ? g : g * beta, frame.input(0).sizes));
    giveProduct(frame, 1, 2, alpha.equal(1) ? g : g * alpha);
}

bool hasWeights(const Node& node)
{
    return node.inputs[1].valueId() != nullptr;
}

} // namespace

void addMatrixRules(RuleTable& table)
{
    addRule(table, {"aten::linear"}, {linearLayer, 2, 0, true, 2 | 4, hasWeights});
    addRule(table, {"aten::mm", "aten::bmm", "aten::matmul"}, {matrixProduct, 3, 0, true});
    addRule(table, {"aten::addmm", "aten::baddbmm"}, {addedProduct, 6, 0, true});
}

} // namespace saliscope::compute

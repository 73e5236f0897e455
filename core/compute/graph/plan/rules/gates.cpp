// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/gates.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "core/compute/graph/plan/rule.h"

namespace saliscope::compute {

namespace {

void positive(Frame& frame)
{
    at::Tensor gradient = frame.takeGradient();
    frame.give(0, isOwned(gradient) ? gradient.clamp_min_(0) : gradient.clamp_min(0));
}

void large(Frame& frame)
{
    frame.give(0, largeGradients(frame.takeGradient(), frame.tensor(0), frame.argument(1).toDouble()));
}

} // namespace

at::Tensor largeGradients(const at::Tensor& gradient, const at::Tensor& y, double percentile)
{
    const at::Tensor product = (gradient * y).reshape({y.size(0), -1}).contiguous();
    const double place = percentile / 100 * double(product.size(1) - 1);
    const auto lower = int64_t(std::floor(place));
    const int64_t upper = std::min(lower + 1, product.size(1) - 1);
    const at::Tensor low = std::get<0>(product.kthvalue(lower + 1, 1));
    const at::Tensor high = std::get<0>(product.kthvalue(upper + 1, 1));
    const at::Tensor threshold = at::lerp(low, high, place - double(lower)).clamp_min(0);
    std::vector<int64_t> ones(std::size_t(y.dim()), 1);
    ones.front() = y.size(0);
    return gradient * (gradient * y > threshold.reshape(ones));
}

void addGateRules(RuleTable& table)
{
    addRule(table, {positiveGateName, bypassName}, {positive});
    addRule(table, {largeGateName}, {large, 1});
}

} // namespace saliscope::compute

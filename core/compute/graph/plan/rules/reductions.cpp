// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <ATen/WrapDimUtilsMulti.h>

#include "core/compute/graph/plan/rule.h"

namespace saliscope::compute {

namespace {

/// The gradient of a sum: everywhere that of the sum. mean, sum (self, dim, keepdim, dtype), or of all.
void sum(Frame& frame)
{
    const TensorMeta& x = frame.input(0);
    const bool hasAxes = frame.name().find(".dim") != std::string::npos;
    std::vector<int64_t> axes =
        hasAxes && !frame.argument(1).isNone() ? frame.argument(1).toIntVector() : std::vector<int64_t>();
    const bool keepsAxes = hasAxes && frame.argument(2).toBool();
    const auto reduced = at::dim_list_to_bitset(axes, x.sizes.size());
    at::Tensor g = frame.takeGradient();
    int64_t count = 1;
    for (std::size_t i = 0; i < x.sizes.size(); ++i) {
        if (!axes.empty() && !reduced[i])
            continue;
        count *= x.sizes[i];
        if (!keepsAxes)
            g = g.unsqueeze(int64_t(i));
    }
    if (frame.name().starts_with("aten::mean"))
        g = g / count;
    g = g.to(x.options.dtype());
    if (x.sizes.size() == 4 && g.dim() == 4 && g.size(0) == x.sizes[0] && g.size(1) == x.sizes[1] &&
        g.size(2) == 1 && g.size(3) == 1)
        frame.giveSpread(0, g);
    else
        frame.give(0, g.expand(x.sizes));
}

} // namespace

void addReductionRules(RuleTable& table)
{
    addRule(table, {"aten::mean", "aten::mean.dim", "aten::sum", "aten::sum.dim_IntList"}, {sum});
}

} // namespace saliscope::compute

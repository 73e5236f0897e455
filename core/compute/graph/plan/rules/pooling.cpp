// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include "core/compute/graph/plan/rule.h"

namespace saliscope::compute {

namespace {

at::Tensor blank(const TensorMeta& meta, const at::Tensor& like)
{
    return at::empty(meta.sizes, meta.options.memory_format(like.suggest_memory_format()));
}

std::vector<int64_t> sizes(const Frame& frame, std::size_t i)
{
    return frame.argument(i).toIntVector();
}

/// max_pool2d is lowered to this: the places of the maxima are its second output.
void maximum(Frame& frame)
{
    frame.give(0, at::max_pool2d_with_indices_backward(frame.takeGradient(), frame.tensor(0), sizes(frame, 1),
                                                       sizes(frame, 2), sizes(frame, 3), sizes(frame, 4),
                                                       frame.argument(5).toBool(), frame.output(1)));
}

void adaptiveMaximum(Frame& frame)
{
    frame.give(0, at::adaptive_max_pool2d_backward(frame.takeGradient(), frame.tensor(0), frame.output(1)));
}

void average(Frame& frame)
{
    const at::Tensor g = frame.takeGradient();
    const c10::IValue& divisor = frame.argument(6);
    frame.give(0, at::avg_pool2d_backward(
                      g, blank(frame.input(0), g), sizes(frame, 1), sizes(frame, 2), sizes(frame, 3),
                      frame.argument(4).toBool(), frame.argument(5).toBool(),
                      divisor.isNone() ? std::optional<int64_t>() : std::optional(divisor.toInt())));
}

void adaptiveAverage(Frame& frame)
{
    const at::Tensor g = frame.takeGradient();
    const TensorMeta& x = frame.input(0);
    if (g.size(-1) == 1 && g.size(-2) == 1) {
        const int64_t area = x.sizes[x.sizes.size() - 1] * x.sizes[x.sizes.size() - 2];
        if (x.sizes.size() == 4)
            frame.giveSpread(0, g / area);
        else
            frame.give(0, (g / area).expand(x.sizes));
        return;
    }
    frame.give(0, at::_adaptive_avg_pool2d_backward(g, blank(x, g)));
}

std::optional<double> factor(const c10::IValue& value)
{
    return value.isNone() ? std::optional<double>() : std::optional(value.toDouble());
}

std::array<int64_t, 2> plane(const at::Tensor& g)
{
    return {g.size(2), g.size(3)};
}

/// upsample_nearest2d(self, size, scale h, scale w).
void nearest(Frame& frame)
{
    const at::Tensor g = frame.takeGradient();
    frame.give(0, at::upsample_nearest2d_backward(g, plane(g), frame.input(0).sizes,
                                                  factor(frame.argument(2)), factor(frame.argument(3))));
}

/// upsample_bilinear2d and upsample_bicubic2d(self, size, align corners, scale h, scale w).
void smooth(Frame& frame)
{
    const at::Tensor g = frame.takeGradient();
    const auto backward = frame.name() == "aten::upsample_bicubic2d" ? at::upsample_bicubic2d_backward
                                                                     : at::upsample_bilinear2d_backward;
    frame.give(0, backward(g, plane(g), frame.input(0).sizes, frame.argument(2).toBool(),
                           factor(frame.argument(3)), factor(frame.argument(4))));
}

/// The ".vec" forms give one list of scales or none at the end.
std::pair<std::optional<double>, std::optional<double>> factors(const c10::IValue& list)
{
    if (list.isNone())
        return {};
    const std::vector<double> both = list.toDoubleVector();
    return {both.front(), both.back()};
}

void nearestByList(Frame& frame)
{
    const at::Tensor g = frame.takeGradient();
    const auto [high, wide] = factors(frame.argument(2));
    frame.give(0, at::upsample_nearest2d_backward(g, plane(g), frame.input(0).sizes, high, wide));
}

void smoothByList(Frame& frame)
{
    const at::Tensor g = frame.takeGradient();
    const auto [high, wide] = factors(frame.argument(3));
    const auto backward = frame.name() == "aten::upsample_bicubic2d.vec" ? at::upsample_bicubic2d_backward
                                                                         : at::upsample_bilinear2d_backward;
    frame.give(0, backward(g, plane(g), frame.input(0).sizes, frame.argument(2).toBool(), high, wide));
}

} // namespace

void addPoolingRules(RuleTable& table)
{
    addRule(table, {"aten::max_pool2d_with_indices"}, {maximum, 1, 2});
    addRule(table, {"aten::adaptive_max_pool2d"}, {adaptiveMaximum, 1, 2});
    addRule(table, {"aten::avg_pool2d"}, {average});
    addRule(table, {"aten::adaptive_avg_pool2d", "aten::_adaptive_avg_pool2d"}, {adaptiveAverage});
    addRule(table, {"aten::upsample_nearest2d"}, {nearest});
    addRule(table, {"aten::upsample_nearest2d.vec"}, {nearestByList});
    addRule(table, {"aten::upsample_bilinear2d", "aten::upsample_bicubic2d"}, {smooth});
    addRule(table, {"aten::upsample_bilinear2d.vec", "aten::upsample_bicubic2d.vec"}, {smoothByList});
}

} // namespace saliscope::compute

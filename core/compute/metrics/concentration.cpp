// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/metrics/metrics.h"
#include "core/compute/metrics/pixel_order.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Concentration", source);
}

/// Magnitudes of the pixels that add up to 1; undefined for a map of zeros.
at::Tensor shares(const MetricInput& input)
{
    const at::Tensor magnitude = pixelMap(input.explained.output.map).abs().flatten().to(at::kDouble);
    const at::Tensor sum = magnitude.sum();
    return sum.item<double>() > 0 ? magnitude / sum : at::Tensor();
}

MetricResult nothingToShare()
{
    return noValue(text(QT_TRANSLATE_NOOP("Concentration", "The map is zero everywhere.")));
}

/// The Gini coefficient of the magnitudes (Chalasani et al. 2020): with shares sorted upwards and counted
/// from 1, sum (2 i - n - 1) share_i / n; 0 when all pixels are alike, 1 - 1/n when one has everything.
class Sparseness final : public Metric
{
public:
    MetricInfo info() const override
    {
        return {
            .id = u"sparseness"_s,
            .name = text(QT_TRANSLATE_NOOP("Concentration", "Sparseness")),
            .meaning = text(QT_TRANSLATE_NOOP("Concentration",
                                              "Gini coefficient of the magnitudes: 0 when all pixels are "
                                              "alike, near 1 when few have everything.")),
            .better = MetricInfo::Better::Higher,
            .source = u"Chalasani et al. 2020, arXiv:1810.06583"_s,
        };
    }

    MetricResult run(const MetricInput& input) const override
    {
        const at::Tensor all = shares(input);
        if (!all.defined())
            return nothingToShare();
        const at::Tensor sorted = std::get<0>(all.sort());
        const int64_t n = sorted.numel();
        const at::Tensor weights = 2 * at::arange(1, n + 1, at::kDouble) - double(n + 1);
        MetricResult result;
        result.value = (weights * sorted).sum().item<double>() / double(n);
        return result;
    }
};

/// The entropy of the shares, -sum s ln s (Bhatt et al. 2020): 0 for one pixel, ln n when all are alike.
class Complexity final : public Metric
{
public:
    MetricInfo info() const override
    {
        return {
            .id = u"complexity"_s,
            .name = text(QT_TRANSLATE_NOOP("Concentration", "Complexity")),
            .meaning = text(QT_TRANSLATE_NOOP("Concentration",
                                              "Entropy of the magnitudes: exp of it is how many equal "
                                              "pixels would be as spread out.")),
            .better = MetricInfo::Better::Lower,
            .source = u"Bhatt, Weller, Moura 2020, arXiv:2005.00631"_s,
        };
    }

    MetricResult run(const MetricInput& input) const override
    {
        const at::Tensor all = shares(input);
        if (!all.defined())
            return nothingToShare();
        MetricResult result;
        result.value = -at::xlogy(all, all).sum().item<double>();
        return result;
    }
};

} // namespace

std::unique_ptr<Metric> makeSparseness()
{
    return std::make_unique<Sparseness>();
}

std::unique_ptr<Metric> makeComplexity()
{
    return std::make_unique<Complexity>();
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/integrated_gradients.h"

#include <ATen/ATen.h>

#include <QCoreApplication>

#include <cmath>

#include "core/base/strings.h"
#include "core/compute/methods/baselines.h"
#include "core/compute/methods/batch_sizer.h"
#include "core/compute/methods/quadrature.h"
#include "core/compute/methods/reduction.h"
#include "core/compute/methods/target_score.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("IntegratedGradients", source);
}

constexpr double largestMissing = 0.05; ///< Of the difference that the map is to add up to.

Preset preset(const QString& id, const QString& name, const char* remark, int steps, const QString& rule,
              const QString& reduction)
{
    return {id,
            name,
            text(remark),
            {{u"steps"_s, steps}, {u"rule"_s, rule}, {u"baseline"_s, u"mean"_s}, {u"reduction"_s, reduction}},
            {}};
}

QList<Preset> presets()
{
    return {preset(u"captum"_s, u"captum"_s,
                   QT_TRANSLATE_NOOP("IntegratedGradients",
                                     "50 Gauss-Legendre steps from 0, the mean colour of a normalised input; "
                                     "channels apart."),
                   50, u"gausslegendre"_s, u"none"_s),
            preset(u"pair"_s, u"PAIR saliency"_s,
                   QT_TRANSLATE_NOOP("IntegratedGradients",
                                     "25 points with both ends and equal weights: not an exact rule even "
                                     "for a straight line squared (.352 for 1/3 with ten points)."),
                   25, u"plain"_s, u"sum-abs"_s),
            preset(u"xplique"_s, u"xplique"_s,
                   QT_TRANSLATE_NOOP("IntegratedGradients", "50 trapezoids from 0; mean of the channels."),
                   50, u"trapezoid"_s, u"mean"_s),
            preset(u"zennit"_s, u"zennit"_s,
                   QT_TRANSLATE_NOOP("IntegratedGradients",
                                     "20 right ends from 0: overestimates where the gradient grows."),
                   20, u"right"_s, u"sum"_s)};
}

/// x - x' times the weighted gradients between them, (1, C, H, W), in float64. `advance` is called per step.
at::Tensor integral(const MethodInput& input, const at::Tensor& image, const at::Tensor& baseline,
                    const Quadrature& rule, const std::function<void(int)>& advance)
{
    const TargetScore target(input.model, input.target);
    const at::Tensor way = image - baseline;
    at::Tensor sum = at::zeros(image.sizes(), at::kDouble);
    inBatches(input.model, int(rule.nodes.size()), input.cancel, [&](int first, int count) {
        at::Tensor points = at::empty({count, image.size(1), image.size(2), image.size(3)},
                                      image.options().memory_format(at::MemoryFormat::ChannelsLast));
        for (int k = 0; k < count; ++k)
            points[k].copy_(baseline[0] + way[0] * rule.nodes[std::size_t(first + k)]);
        const at::Tensor gradients = inputGradient(input.model, target, points, input.cancel).to(at::kCPU);
        for (int k = 0; k < count; ++k)
            sum[0].add_(gradients[k].to(at::kDouble), rule.weights[std::size_t(first + k)]);
        advance(count);
    });
    return sum * way.to(at::kCPU, at::kDouble);
}

} // namespace

MethodInfo IntegratedGradients::info() const
{
    return {
        .id = u"integrated-gradients"_s,
        .name = text(QT_TRANSLATE_NOOP("IntegratedGradients", "Integrated gradients")),
        .summary = text(QT_TRANSLATE_NOOP(
            "IntegratedGradients",
            "Shares out among the pixels what the photo scores more than a baseline; adds up to it.")),
        .params = QList<ParamSpec>{{.id = u"steps"_s,
                                    .name = text(QT_TRANSLATE_NOOP("IntegratedGradients", "Steps")),
                                    .kind = ParamSpec::Kind::Integer,
                                    .defaultValue = 50,
                                    .minimum = 1,
                                    .maximum = 1000,
                                    .logarithmic = true,
                                    .help = text(QT_TRANSLATE_NOOP(
                                        "IntegratedGradients",
                                        "Gradients between baseline and photo. Enough when the sum of the "
                                        "map is the difference of the scores."))}} +
                  baselineParams(u"mean"_s) +
                  QList<ParamSpec>{{.id = u"rule"_s,
                                    .name = text(QT_TRANSLATE_NOOP("IntegratedGradients", "Rule")),
                                    .kind = ParamSpec::Kind::Choice,
                                    .defaultValue = u"gausslegendre"_s,
                                    .help = text(QT_TRANSLATE_NOOP(
                                        "IntegratedGradients",
                                        "Where the steps lie and how they count. Gauss-Legendre needs "
                                        "the fewest; the others reproduce other tools.")),
                                    .choices = quadratureChoices(),
                                    .advanced = true},
                                   reductionParam(u"sum"_s)},
        .presets = presets(),
        .source = u"Sundararajan, Taly, Yan 2017, arXiv:1703.01365"_s,
        .sharesScore = true,
    };
}

at::Tensor IntegratedGradients::attribute(const MethodInput& input, const at::Tensor& batch) const
{
    const int steps = input.params.value(u"steps"_s).toInt();
    const Quadrature rule = quadrature(input.params.value(u"rule"_s).toString(), steps);
    const at::Tensor from = baselines(input);
    const auto count = int(from.size(0));
    const int total = int(batch.size(0)) * count * steps;
    int done = 0;
    std::vector<at::Tensor> maps;
    for (int64_t row = 0; row < batch.size(0); ++row) {
        at::Tensor sum = at::zeros_like(batch.narrow(0, row, 1), at::kDouble).to(at::kCPU);
        for (int k = 0; k < count; ++k)
            sum += integral(input, batch.narrow(0, row, 1), from.narrow(0, k, 1), rule, [&](int more) {
                done += more;
                input.progress(done, total);
            });
        maps.push_back(sum / double(count));
    }
    return at::cat(maps);
}

void IntegratedGradients::measure(const MethodInput& input, const at::Tensor& attribution,
                                  MethodOutput& output) const
{
    const TargetScore target(input.model, input.target);
    const auto score = [&](const at::Tensor& pictures) {
        double sum = 0;
        for (int64_t row = 0; row < pictures.size(0); ++row)
            sum += scoresOf(input.model, target, pictures.narrow(0, row, 1), input.cancel).item<double>();
        return sum / double(pictures.size(0));
    };
    const double difference = score(input.image) - score(baselines(input));
    const double sum = attribution.sum().item<double>();
    output.measures += {text(QT_TRANSLATE_NOOP("IntegratedGradients", "Sum of the map")), sum};
    output.measures +=
        {text(QT_TRANSLATE_NOOP("IntegratedGradients", "Score above the baseline")), difference};
    output.measures += {text(QT_TRANSLATE_NOOP("IntegratedGradients", "Missing")), difference - sum};
    const double missing = std::abs(difference - sum) / std::max(std::abs(difference), std::abs(sum));
    if (missing > largestMissing)
        output.warnings +=
            text(QT_TRANSLATE_NOOP("IntegratedGradients",
                                   "The map does not add up to the difference of the scores: %1 % of it is "
                                   "missing or too much. More steps make that smaller."))
                .arg(100 * missing, 0, 'f', 0);
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <QCoreApplication>

#include <cmath>

#include "core/base/strings.h"
#include "core/compute/methods/fill.h"
#include "core/compute/methods/target_score.h"
#include "core/compute/metrics/metrics.h"
#include "core/compute/metrics/shares.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Completeness", source);
}

/// Completeness (Sundararajan et al. 2017): |sum of the map - (S(x) - S(x'))| / |S(x) - S(x')|, S the score
/// that was explained; the map's channels are summed with their signs, whatever its reduction.
class Completeness final : public Metric
{
public:
    MetricInfo info() const override
    {
        return {
            .id = u"completeness"_s,
            .name = text(QT_TRANSLATE_NOOP("Completeness", "Completeness")),
            .meaning = text(QT_TRANSLATE_NOOP(
                "Completeness",
                "How far the map's sum is from what the photo scores more than a baseline, as part of that: "
                "0 when the score is shared out without a rest, which only some methods promise.")),
            .better = MetricInfo::Better::Lower,
            .params = {{.id = u"baseline"_s,
                        .name = text(QT_TRANSLATE_NOOP("Completeness", "Baseline")),
                        .kind = ParamSpec::Kind::Choice,
                        .defaultValue = u"method"_s,
                        .help = text(QT_TRANSLATE_NOOP("Completeness",
                                                       "What the photo's score is compared with: the map's "
                                                       "own baseline, the mean colour where it has none, or "
                                                       "another one.")),
                        .choices =
                            QList<ParamSpec::Choice>{
                                {u"method"_s, text(QT_TRANSLATE_NOOP("Completeness", "The map's own"))}} +
                            fillChoices()}},
            .source = u"Sundararajan, Taly, Yan 2017, arXiv:1703.01365"_s,
        };
    }

    MetricResult run(const MetricInput& input) const override
    {
        const MethodInput& explained = input.explained.input;
        const TargetScore target(explained.model, explained.target);
        const auto score = [&](const at::Tensor& pictures) {
            double sum = 0;
            for (const at::Tensor& picture : pictures.split(1))
                sum += scoresOf(explained.model, target, picture, explained.cancel).item<double>();
            return sum / double(pictures.size(0));
        };
        const auto fill = fillOf(input.params.value(u"baseline"_s).toString());
        const at::Tensor baselines =
            fill ? filled(explained.model, explained.image, *fill) : ownBaselines(explained);
        const double difference = score(explained.image) - score(baselines);
        const double sum = signedMap(input.explained.output).sum().item<double>();
        MetricResult result;
        result.details = {{text(QT_TRANSLATE_NOOP("Completeness", "Sum of the map")), sum},
                          {text(QT_TRANSLATE_NOOP("Completeness", "Score above the baseline")), difference},
                          {text(QT_TRANSLATE_NOOP("Completeness", "Missing")), difference - sum}};
        if (difference != 0)
            result.value = std::abs(difference - sum) / std::abs(difference);
        else
            result.notes += text(QT_TRANSLATE_NOOP(
                "Completeness", "The baseline scores as much as the photo: nothing to share."));
        return result;
    }
};

} // namespace

std::unique_ptr<Metric> makeCompleteness()
{
    return std::make_unique<Completeness>();
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/metrics/maps_of.h"
#include "core/compute/metrics/metrics.h"
#include "core/compute/metrics/pixel_order.h"
#include "core/compute/metrics/reinitialise.h"
#include "core/compute/tensors.h"
#include "core/render/map_comparison.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Randomisation", source);
}

FloatMap magnitudes(const at::Tensor& map)
{
    return floatMap(pixelMap(map).abs().unsqueeze(0));
}

/// Cascading randomisation (Adebayo et al. 2018): from the last layer to the first, layers lose what they
/// have learnt, ceil(k L / stages) of L at stage k = 1 .. stages; each stage gives the same class's map by
/// the same method. The value is the mean over the stages of Spearman's correlation of the magnitudes with
/// the model's own map; one that is not defined counts as 0.
class Randomisation final : public Metric
{
public:
    MetricInfo info() const override
    {
        return {
            .id = u"randomisation"_s,
            .name = text(QT_TRANSLATE_NOOP("Randomisation", "Model randomisation")),
            .meaning = text(QT_TRANSLATE_NOOP(
                "Randomisation",
                "How alike the map stays while the model forgets its weights layer by layer from the top, "
                "mean rank correlation: near 1 means that the map hardly looks at what was learnt.")),
            .better = MetricInfo::Better::Lower,
            .params = {{.id = u"stages"_s,
                        .name = text(QT_TRANSLATE_NOOP("Randomisation", "Stages")),
                        .kind = ParamSpec::Kind::Integer,
                        .defaultValue = 8,
                        .minimum = 0,
                        .maximum = 1000,
                        .logarithmic = true,
                        .minimumName = text(QT_TRANSLATE_NOOP("Randomisation", "every layer")),
                        .help = text(QT_TRANSLATE_NOOP(
                            "Randomisation", "How many times more layers are given random weights; each "
                                             "costs as much as the map. 0: one layer at a time."))}},
            .source = u"Adebayo et al. 2018, arXiv:1810.03292"_s,
            .explainsAgain = true,
        };
    }

    MetricResult run(const MetricInput& input) const override
    {
        const MethodInput& explained = input.explained.input;
        const std::vector<UnlearntLayer> layers =
            unlearntLayers(explained.model.unoptimised(), metricSeed(explained));
        const int count = int(layers.size());
        if (count == 0)
            return noValue(text(QT_TRANSLATE_NOOP(
                "Randomisation", "The model's file does not tell its weights from other numbers.")));
        const int asked = input.params.value(u"stages"_s).toInt();
        const int stages = asked == 0 ? count : std::min(asked, count);
        MetricResult result;
        std::map<ValueId, at::Tensor> constants;
        for (int stage = 1, changed = 0; stage <= stages; ++stage) {
            throwIfCancelled(explained.cancel);
            for (const int last = (stage * count + stages - 1) / stages; changed < last; ++changed)
                constants.insert(layers[std::size_t(changed)].constants.begin(),
                                 layers[std::size_t(changed)].constants.end());
            const auto model = explained.model.withConstants(constants);
            result.randomised += compared(input.explained, *model);
            result.randomised.back().layers = changed;
            result.randomised.back().layer = QString::fromStdString(layers[std::size_t(changed - 1)].name);
            input.progress(stage, stages);
        }
        summarise(result, count);
        return result;
    }

private:
    static RandomisedMap compared(const ExplainedImage& explained, Model& model)
    {
        const at::Tensor map = mapOf(explained, model);
        const FloatMap own = magnitudes(explained.output.map);
        const FloatMap other = magnitudes(map);
        RandomisedMap result{.layer = {}, .map = floatMap(map)};
        if (!areComparable(own, other))
            return result;
        const MapSimilarity likeness = compareMaps(own, other);
        const auto ifDefined = [](double number) { return std::isnan(number) ? 0 : number; };
        result.rankCorrelation = ifDefined(likeness.spearman);
        result.similarity = ifDefined(likeness.ssim);
        return result;
    }

    static void summarise(MetricResult& result, int layers)
    {
        const QString xName = text(QT_TRANSLATE_NOOP("Randomisation", "share of the layers"));
        MetricCurve ranks{.name = text(QT_TRANSLATE_NOOP("Randomisation", "Rank correlation")),
                          .xName = xName,
                          .yName = text(QT_TRANSLATE_NOOP("Randomisation", "likeness")),
                          .points = {{0, 1}}};
        MetricCurve similarities = ranks;
        similarities.name = text(QT_TRANSLATE_NOOP("Randomisation", "SSIM"));
        double sum = 0;
        for (const RandomisedMap& stage : result.randomised) {
            const double share = double(stage.layers) / layers;
            ranks.points += QPointF(share, stage.rankCorrelation);
            similarities.points += QPointF(share, stage.similarity);
            sum += stage.rankCorrelation;
        }
        result.value = sum / double(result.randomised.size());
        result.curves = {ranks, similarities};
        result.details = {{text(QT_TRANSLATE_NOOP("Randomisation", "All layers, rank correlation")),
                           result.randomised.back().rankCorrelation},
                          {text(QT_TRANSLATE_NOOP("Randomisation", "All layers, SSIM")),
                           result.randomised.back().similarity}};
    }
};

} // namespace

std::unique_ptr<Metric> makeRandomisation()
{
    return std::make_unique<Randomisation>();
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/cam/cam_method.h"
#include "core/compute/methods/cam/cams.h"
#include "core/compute/methods/cam/graph_tail.h"

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/methods/batch_sizer.h"
#include "core/compute/methods/target_score.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Cam", source);
}

/// Ablation-CAM: weights (S - S_k) / |S|, S_k the score with channel k at zero. The paper divides by S, which
/// turns the map round where the score is negative.
class AblationCam final : public CamMethod
{
public:
    AblationCam()
        : CamMethod(Reads::Answers, Sign::Positive)
    {}

protected:
    MethodInfo ownInfo() const override
    {
        return {
            .id = u"ablationcam"_s,
            .name = u"Ablation-CAM"_s,
            .summary = text(QT_TRANSLATE_NOOP(
                "Cam", "No gradient: weighs every channel by how far the score falls without it. Runs the "
                       "part behind the layer once for each channel.")),
            .source = u"Desai and Ramaswamy 2020, doi:10.1109/WACV45572.2020.9093360"_s,
        };
    }

    at::Tensor map(const CamValues& values) const override { return rowByRow(values, rowMap); }

private:
    static at::Tensor rowMap(const CamValues& values)
    {
        const MethodInput& input = values.input;
        const TargetScore target(input.model, input.target);
        const at::Tensor& activations = values.activations;
        const at::Tensor& layerValue = values.layerValue;
        TailRunner tail(input.model, values.layer.value, target.value(), values.batch);
        const auto score = [&](const at::Tensor& variants) {
            return target.scores(tail.run(variants, input.cancel)).to(activations.scalar_type());
        };
        const at::Tensor whole = score(layerValue);
        const at::Tensor size = at::where(whole != 0, whole.abs(), at::ones_like(whole));
        const int64_t dimension = values.layer.channelDimension();
        at::Tensor weights = at::zeros({1, activations.size(1)}, activations.options());
        const int total = int(weights.size(1));
        inBatches(input.model, total, input.cancel, [&](int first, int count) {
            std::vector<int64_t> shape(layerValue.sizes().vec());
            shape[0] = count;
            at::Tensor variants = layerValue.expand(shape).clone(layerValue.suggest_memory_format());
            for (int i = 0; i < count; ++i)
                variants[i].select(dimension - 1, first + i).zero_();
            weights[0].narrow(0, first, count).copy_(values.sign * (whole - score(variants)) / size);
            values.watch(first + count, total, [&] { return weightedSum(weights, activations); });
        });
        return weightedSum(weights, activations);
    }
};

} // namespace

std::unique_ptr<Method> makeAblationCam()
{
    return std::make_unique<AblationCam>();
}

} // namespace saliscope::compute

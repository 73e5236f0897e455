// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/cam/cam_method.h"
#include "core/compute/methods/cam/cams.h"

#include <QCoreApplication>

#include <array>
#include <limits>

#include "core/base/strings.h"
#include "core/compute/methods/batch_sizer.h"
#include "core/compute/methods/target_score.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Cam", source);
}

/// Score-CAM: the softmax over the channels of the scores of the picture seen through each channel, enlarged
/// and stretched to [0, 1]. A channel that is the same everywhere shows no place: it is left out.
class ScoreCam final : public CamMethod
{
public:
    ScoreCam()
        : CamMethod(Reads::Answers, Sign::Positive)
    {}

protected:
    MethodInfo ownInfo() const override
    {
        return {
            .id = u"scorecam"_s,
            .name = u"Score-CAM"_s,
            .summary = text(
                QT_TRANSLATE_NOOP("Cam", "No gradient: shows the model the picture through every channel and "
                                         "weighs the channels by its answers. One pass for each channel.")),
            .source = u"Wang et al. 2019, arXiv:1910.01279"_s,
        };
    }

    at::Tensor map(const CamValues& values) const override { return rowByRow(values, rowMap); }

private:
    static at::Tensor rowMap(const CamValues& values)
    {
        const MethodInput& input = values.input;
        const TargetScore target(input.model, input.target);
        const at::Tensor& image = values.batch;
        const at::Tensor& activations = values.activations;
        const at::Tensor flat = activations[0].flatten(1);
        const at::Tensor varying = at::nonzero(flat.amax(1) > flat.amin(1)).squeeze(1);
        const int total = int(varying.numel());
        at::Tensor scores =
            at::full({flat.size(0)}, -std::numeric_limits<double>::infinity(), flat.options());
        const auto mapSoFar = [&] { return weightedSum(at::softmax(scores, 0).unsqueeze(0), activations); };
        inBatches(input.model, total, input.cancel, [&](int first, int count) {
            const at::Tensor chosen = varying.narrow(0, first, count);
            const at::Tensor masks = stretched(enlarged(activations[0].index_select(0, chosen), input));
            const at::Tensor seen =
                (image * masks.to(image.scalar_type())).contiguous(image.suggest_memory_format());
            scores.index_copy_(
                0, chosen,
                values.sign * scoresOf(input.model, target, seen, input.cancel).to(scores.scalar_type()));
            values.watch(first + count, total, mapSoFar);
        });
        return total > 0 ? mapSoFar() : at::zeros_like(activations.select(1, 0));
    }

    /// Each map (n, 1, H, W) from its smallest value to its largest.
    static at::Tensor stretched(const at::Tensor& maps)
    {
        const std::array<int64_t, 2> places{2, 3};
        const at::Tensor lowest = maps.amin(places, true);
        return (maps - lowest) / (maps.amax(places, true) - lowest);
    }
};

} // namespace

std::unique_ptr<Method> makeScoreCam()
{
    return std::make_unique<ScoreCam>();
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/expected_gradients.h"

#include <ATen/ATen.h>

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/methods/baselines.h"
#include "core/compute/methods/batch_sizer.h"
#include "core/compute/methods/philox_noise.h"
#include "core/compute/methods/reduction.h"
#include "core/compute/methods/running_moments.h"
#include "core/compute/methods/target_score.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("ExpectedGradients", source);
}

/// Samples `first` to `first + count - 1` of `image` (1, C, H, W): (count, C, H, W).
at::Tensor drawSamples(const MethodInput& input, const at::Tensor& image, const at::Tensor& from, int first,
                       int count)
{
    at::Tensor points = at::empty({count, image.size(1), image.size(2), image.size(3)},
                                  image.options().memory_format(at::MemoryFormat::ChannelsLast));
    at::Tensor ways = at::empty_like(points);
    for (int i = 0; i < count; ++i) {
        const at::Tensor drawn = philoxUniforms({2}, input.seed, uint64_t(first + i), 0, 1, at::kDouble)[0];
        const auto which = int64_t(drawn[0].item<double>() * double(from.size(0)));
        ways[i].copy_(image[0] - from[which]);
        points[i].copy_(from[which] + ways[i] * drawn[1].item<double>());
    }
    return inputGradient(input.model, TargetScore(input.model, input.target), points, input.cancel) * ways;
}

int sampleCount(const MethodInput& input)
{
    return input.params.value(u"n"_s).toInt();
}

} // namespace

MethodInfo ExpectedGradients::info() const
{
    return {
        .id = u"expected-gradients"_s,
        .name = text(QT_TRANSLATE_NOOP("ExpectedGradients", "Expected gradients")),
        .summary = text(QT_TRANSLATE_NOOP(
            "ExpectedGradients",
            "Integrated gradients from many baselines at once, by random samples (GradientSHAP).")),
        .params = QList<ParamSpec>{{.id = u"n"_s,
                                    .name = text(QT_TRANSLATE_NOOP("ExpectedGradients", "Samples")),
                                    .kind = ParamSpec::Kind::Integer,
                                    .defaultValue = 100,
                                    .minimum = 1,
                                    .maximum = 10000,
                                    .logarithmic = true,
                                    .help = text(QT_TRANSLATE_NOOP(
                                        "ExpectedGradients",
                                        "Random points between baselines and photo. The error falls as one "
                                        "over the root of their number."))}} +
                  baselineParams(u"black-white"_s) + QList<ParamSpec>{reductionParam(u"sum"_s)},
        .presets = {{u"captum"_s,
                     u"captum"_s,
                     text(QT_TRANSLATE_NOOP("ExpectedGradients",
                                            "Only 5 samples unless told otherwise, without noise; the "
                                            "baselines must be given, here the mean colour.")),
                     {{u"n"_s, 5}, {u"baseline"_s, u"mean"_s}, {u"reduction"_s, u"none"_s}},
                     {}}},
        .source = u"Erion, Janizek, Sturmfels, Lundberg, Lee 2021, arXiv:1906.10670"_s,
    };
}

at::Tensor ExpectedGradients::attribute(const MethodInput& input, const at::Tensor& batch) const
{
    const at::Tensor from = baselines(input);
    std::vector<at::Tensor> maps;
    for (int64_t row = 0; row < batch.size(0); ++row) {
        RunningMoments moments;
        inBatches(input.model, sampleCount(input), input.cancel, [&](int first, int count) {
            moments.add(drawSamples(input, batch.narrow(0, row, 1), from, first, count));
        });
        maps.push_back(moments.mean());
    }
    return at::stack(maps);
}

MethodOutput ExpectedGradients::run(const MethodInput& input, MethodReport& report) const
{
    const at::Tensor from = baselines(input);
    const Reduction reduction = reductionOf(input.params);
    const int requested = sampleCount(input);
    BatchSizer sizer(input.model);
    RunningMoments moments;
    const auto output = [&] {
        const at::Tensor mean = moments.mean();
        MethodOutput found{.map = reduceChannels(mean, reduction),
                           .channels = mean,
                           .samples = moments.count(),
                           .requestedSamples = requested,
                           .millisecondsPerSample = sizer.seconds() * 1e3 / moments.count(),
                           .isComplete = moments.count() == requested};
        if (moments.count() > 1) {
            found.covariance = moments.covariance() / double(moments.count() - 1);
            found.standardError = reducedStandardError(mean, found.covariance, reduction);
        }
        return found;
    };
    try {
        while (moments.count() < requested) {
            throwIfCancelled(input.cancel);
            const int first = moments.count();
            const int count = sizer.next(first, requested);
            sizer.run(count, [&] { moments.add(drawSamples(input, input.image, from, first, count)); });
            report.progress(moments.count(), requested);
            if (moments.count() > 0 && moments.count() < requested && report.isPreviewDue())
                report.preview(output());
        }
    } catch (const ComputeError& error) {
        if (error.error().code != ErrorCode::Cancelled || moments.count() == 0)
            throw;
    }
    return output();
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/expected_gradients.h"

#include <ATen/ATen.h>

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/methods/baselines.h"
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

/// Their running mean.
class DrawnGradients : public SampledMap
{
public:
    DrawnGradients(const MethodInput& input, const at::Tensor& image)
        : m_input(input)
        , m_image(image)
        , m_baselines(baselines(input))
    {}

    int requested() const override { return m_input.params.value(u"n"_s).toInt(); }
    int done() const override { return m_moments.count(); }
    void add(int count) override { m_moments.add(drawSamples(m_input, m_image, m_baselines, done(), count)); }
    MethodOutput output() const override
    {
        const at::Tensor mean = m_moments.mean();
        const Reduction reduction = reductionOf(m_input.params);
        MethodOutput output{.map = reduceChannels(mean, reduction), .channels = mean};
        if (done() > 1) {
            output.covariance = m_moments.covariance() / double(done() - 1);
            output.standardError = reducedStandardError(mean, output.covariance, reduction);
        }
        return output;
    }

private:
    const MethodInput& m_input;
    at::Tensor m_image;
    at::Tensor m_baselines;
    RunningMoments m_moments;
};

} // namespace

MethodInfo ExpectedGradients::info() const
{
    return {
        .id = u"expected-gradients"_s,
        .name = text(QT_TRANSLATE_NOOP("ExpectedGradients", "Expected gradients")),
        .summary = text(QT_TRANSLATE_NOOP(
            "ExpectedGradients",
            "Integrated gradients from many baselines at once, by random samples (GradientSHAP).")),
        .params =
            QList<ParamSpec>{
                {.id = u"n"_s,
                 .name = text(QT_TRANSLATE_NOOP("ExpectedGradients", "Samples")),
                 .kind = ParamSpec::Kind::Integer,
                 .defaultValue = 100,
                 .minimum = 1,
                 .maximum = 10000,
                 .logarithmic = true,
                 .help = text(QT_TRANSLATE_NOOP(
                     "ExpectedGradients", "Random points between baselines and photo. The error falls as one "
                                          "over the root of their number."))}} +
            baselineParams(u"black-white"_s) + QList<ParamSpec>{reductionParam(u"sum"_s), toleranceParam()},
        .presets = {{u"captum"_s,
                     u"captum"_s,
                     text(QT_TRANSLATE_NOOP("ExpectedGradients",
                                            "Only 5 samples unless told otherwise, without noise; the "
                                            "baselines must be given, here the mean colour.")),
                     {{u"n"_s, 5}, {u"baseline"_s, u"mean"_s}, {u"reduction"_s, u"none"_s}},
                     {}}},
        .source = u"Erion, Janizek, Sturmfels, Lundberg, Lee 2021, arXiv:1906.10670"_s,
        .sharesScore = true,
    };
}

std::unique_ptr<SampledMap> ExpectedGradients::begin(const MethodInput& input, const at::Tensor& image) const
{
    return std::make_unique<DrawnGradients>(input, image);
}

} // namespace saliscope::compute

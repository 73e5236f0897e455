// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/smoothgrad.h"

#include <numeric>

#include "core/base/strings.h"
#include "core/compute/methods/philox_noise.h"
#include "core/compute/methods/reduction.h"
#include "core/compute/methods/running_moments.h"
#include "core/compute/methods/sampling.h"

namespace saliscope::compute {

namespace {

enum class Aggregate
{
    Mean,
    Square,
    Variance,
    Magnitude
};

Aggregate aggregateOf(const ParamValues& params)
{
    const QString id = params.value(u"aggregate"_s).toString();
    if (id == u"square")
        return Aggregate::Square;
    if (id == u"variance")
        return Aggregate::Variance;
    return id == u"magnitude" ? Aggregate::Magnitude : Aggregate::Mean;
}

/// The maps of the noisy copies, averaged as they come.
class NoisyMaps : public SampledMap
{
public:
    explicit NoisyMaps(const MethodInput& input)
        : m_input(input)
        , m_wrappedInput(wrappedInput(input, u"of"_s))
        , m_wrapped(wrappedMethod(input.params, u"of"_s))
        , m_aggregate(aggregateOf(input.params))
        , m_sigma(noiseSigma(input))
        , m_requested(m_sigma > 0 ? input.params.value(u"n"_s).toInt() : 0)
    {}

    int requested() const override { return std::max(1, m_requested); }
    int done() const override { return m_moments.count(); }

    void add(int count) override
    {
        at::Tensor maps = m_wrapped.attribute(
            m_wrappedInput, isPlain() ? m_input.image : noisyCopies(m_input, m_sigma, done(), count));
        if (m_aggregate == Aggregate::Square)
            maps = maps.to(at::kDouble).square();
        else if (m_aggregate == Aggregate::Magnitude)
            maps = maps.abs();
        m_moments.add(maps);
    }

    MethodOutput output() const override
    {
        const at::Tensor mean = m_moments.mean();
        const at::Tensor covariance = m_moments.covariance();
        const Reduction reduction = reductionOf(m_input.params);
        const bool isVariance = m_aggregate == Aggregate::Variance;
        const at::Tensor map = isVariance ? covariance.diagonal(0, 0, 1).permute({2, 0, 1}) : mean;
        MethodOutput output{
            .map = reduceChannels(map, reduction), .channels = map, .noiseSigma = isPlain() ? 0 : m_sigma};
        if (done() > 1) {
            output.covariance = (isVariance ? 2 * covariance.square() : covariance) / double(done() - 1);
            output.standardError = reducedStandardError(map, output.covariance, reduction);
        }
        return output;
    }

private:
    /// The one sample is the image itself.
    bool isPlain() const { return m_requested == 0; }

    const MethodInput& m_input;
    MethodInput m_wrappedInput;
    const PointMethod& m_wrapped;
    Aggregate m_aggregate;
    double m_sigma;
    int m_requested;
    RunningMoments m_moments;
};

} // namespace

double noiseSigma(const MethodInput& input)
{
    const double fraction = input.params.value(u"noise"_s).toDouble();
    const QString range = input.params.value(u"range"_s).toString();
    if (range == u"unit")
        return fraction;
    if (range == u"image")
        return fraction * (input.image.max() - input.image.min()).item<double>();
    return fraction * validRange(input.model.info().card.input);
}

double validRange(const InputSpec& spec)
{
    double lowest = spec.lowest(0);
    double highest = spec.highest(0);
    for (int channel = 1; channel < spec.channelCount(); ++channel) {
        lowest = std::min(lowest, spec.lowest(channel));
        highest = std::max(highest, spec.highest(channel));
    }
    return highest - lowest;
}

double noiseInLevels(double sigma, const InputSpec& spec)
{
    const int channels = spec.channelCount();
    return sigma * 255 * std::accumulate(spec.std.begin(), spec.std.begin() + channels, 0.0) / channels;
}

at::Tensor noisyCopies(const MethodInput& input, double sigma, int first, int count)
{
    const at::Tensor& image = input.image;
    const at::Tensor noise =
        philoxNormals(image.sizes().slice(1), input.seed, uint64_t(first), count, image.options());
    at::Tensor copies =
        at::empty(noise.sizes(), image.options().memory_format(image.suggest_memory_format()));
    return at::add_out(copies, image, noise, sigma);
}

MethodOutput SmoothGrad::run(const MethodInput& input, MethodReport& report) const
{
    NoisyMaps maps(input);
    return runSampled(maps, input, report);
}

Remarks SmoothGrad::remarks(const MethodInput& input) const
{
    return wrappedRemarks(input, u"of"_s);
}

} // namespace saliscope::compute

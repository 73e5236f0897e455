// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "core/base/strings.h"
#include "core/compute/methods/philox_noise.h"
#include "core/compute/metrics/judged_score.h"
#include "core/compute/metrics/metrics.h"
#include "core/compute/metrics/shares.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Infidelity", source);
}

/// The changes I_i that are made to the photo, (C, H, W), in network-input units: the Philox noise of the
/// metric's seed, or a square, placed by its uniform numbers, to the baseline.
class Changes
{
public:
    explicit Changes(const MetricInput& input)
        : m_image(input.explained.input.image[0])
        , m_toBaseline(m_image - ownBaselines(input.explained.input).mean(0))
        , m_seed(metricSeed(input.explained.input))
        , m_isSquare(input.params.value(u"change"_s).toString() == u"square")
        , m_sigma(input.params.value(u"noise"_s).toDouble() * (m_image.max() - m_image.min()).item<double>())
        , m_side(std::max<int64_t>(1, std::min(m_image.size(1), m_image.size(2)) / 8))
    {}

    at::Tensor change(int number) const
    {
        if (!m_isSquare)
            return m_sigma *
                   philoxNormals(m_image.sizes(), m_seed, uint64_t(number), 1, m_image.options())[0];
        const at::Tensor place = philoxUniforms({2}, m_seed, uint64_t(number), 0, 1, at::kDouble)[0];
        const auto first = [&](int64_t axis) {
            return int64_t(place[axis].item<double>() * double(m_image.size(axis + 1) - m_side + 1));
        };
        at::Tensor change = at::zeros_like(m_image);
        const auto square = [&](const at::Tensor& tensor) {
            return tensor.narrow(1, first(0), m_side).narrow(2, first(1), m_side);
        };
        square(change).copy_(square(m_toBaseline));
        return change;
    }

    /// What a map of shares stands for as sensitivities: divided by how far the photo is from the baseline.
    at::Tensor asSensitivity(const at::Tensor& shares) const
    {
        const at::Tensor distance = m_toBaseline.to(at::kCPU, at::kDouble);
        return shares / at::where(distance == 0, 1.0, distance);
    }

private:
    at::Tensor m_image;
    at::Tensor m_toBaseline; ///< x - x'.
    uint64_t m_seed;
    bool m_isSquare;
    double m_sigma;
    int64_t m_side;
};

QList<ParamSpec> params()
{
    return {{.id = u"n"_s,
             .name = text(QT_TRANSLATE_NOOP("Infidelity", "Changes")),
             .kind = ParamSpec::Kind::Integer,
             .defaultValue = 100,
             .minimum = 2,
             .maximum = 10000,
             .logarithmic = true,
             .help = text(QT_TRANSLATE_NOOP("Infidelity", "How many changes are tried; each costs one pass. "
                                                          "captum takes 10."))},
            {.id = u"change"_s,
             .name = text(QT_TRANSLATE_NOOP("Infidelity", "Change")),
             .kind = ParamSpec::Kind::Choice,
             .defaultValue = u"noise"_s,
             .help = text(QT_TRANSLATE_NOOP("Infidelity",
                                            "Noise on every pixel, or one square, an eighth of the shorter "
                                            "side, of the baseline at a random place.")),
             .choices = {{u"noise"_s, text(QT_TRANSLATE_NOOP("Infidelity", "Noise"))},
                         {u"square"_s, text(QT_TRANSLATE_NOOP("Infidelity", "Square"))}}},
            {.id = u"noise"_s,
             .name = text(QT_TRANSLATE_NOOP("Infidelity", "Noise")),
             .kind = ParamSpec::Kind::Real,
             .defaultValue = 0.02,
             .minimum = 0,
             .maximum = 1,
             .step = 0.01,
             .isFraction = true,
             .help = text(QT_TRANSLATE_NOOP(
                 "Infidelity", "Standard deviation of the noise, as part of the photo's range."))},
            {.id = u"scaled"_s,
             .name = text(QT_TRANSLATE_NOOP("Infidelity", "Best scale")),
             .kind = ParamSpec::Kind::Boolean,
             .defaultValue = true,
             .help = text(QT_TRANSLATE_NOOP(
                 "Infidelity", "Multiplies the map by the one number that fits best, so that maps "
                               "without units can be compared. captum calls it normalize and "
                               "leaves it off.")),
             .advanced = true}};
}

/// Infidelity (Yeh et al. 2019): the mean over changes I of (b I.M - (S(x) - S(x - I)))^2, S the explained
/// score, M the signed map before its reduction, as sensitivities; b = 1, or the best, mean(I.M d) /
/// mean((I.M)^2) with d = S(x) - S(x - I). A map without channels stands for each of them.
class Infidelity final : public Metric
{
public:
    MetricInfo info() const override
    {
        return {
            .id = u"infidelity"_s,
            .name = text(QT_TRANSLATE_NOOP("Infidelity", "Infidelity")),
            .meaning = text(QT_TRANSLATE_NOOP(
                "Infidelity", "How badly the map foretells what small changes of the photo do to the score: "
                              "the mean squared error, in units of the score squared.")),
            .better = MetricInfo::Better::Lower,
            .params = params(),
            .source = u"Yeh et al. 2019, arXiv:1901.09392"_s,
        };
    }

    MetricResult run(const MetricInput& input) const override
    {
        const at::Tensor& image = input.explained.input.image;
        const Changes changes(input);
        const at::Tensor map = signedMap(input.explained.output);
        const at::Tensor sensitivity = isShareOfScore(input.explained) ? changes.asSensitivity(map) : map;
        const JudgedScore score(input);
        const int n = input.params.value(u"n"_s).toInt();
        at::Tensor foretold = at::empty({n}, at::kDouble);
        const std::vector<double> left = score.ofPictures(n, [&](int i) {
            const at::Tensor change = changes.change(i);
            foretold[i] = (change.to(at::kCPU, at::kDouble) * sensitivity).sum();
            return image[0] - change;
        });
        const at::Tensor happened = score.ofPhoto() - at::tensor(left, at::kDouble);
        return judged(foretold, happened, input.params.value(u"scaled"_s).toBool());
    }

private:
    static MetricResult judged(const at::Tensor& foretold, const at::Tensor& happened, bool isScaled)
    {
        const double size = foretold.square().mean().item<double>();
        const double fit = size > 0 ? (foretold * happened).mean().item<double>() / size : 1;
        const double scale = isScaled ? fit : 1;
        const at::Tensor errors = (scale * foretold - happened).square();
        const double change = happened.square().mean().item<double>();
        MetricResult result;
        result.value = errors.mean().item<double>();
        result.standardError = errors.std().item<double>() / std::sqrt(double(errors.numel()));
        result.details = {
            {text(QT_TRANSLATE_NOOP("Infidelity", "Best scale")), fit},
            {text(QT_TRANSLATE_NOOP("Infidelity", "Mean squared change of the score")), change}};
        if (change > 0)
            result.details += {text(QT_TRANSLATE_NOOP("Infidelity", "Share of it that is not foretold")),
                               *result.value / change};
        return result;
    }
};

} // namespace

std::unique_ptr<Metric> makeInfidelity()
{
    return std::make_unique<Infidelity>();
}

} // namespace saliscope::compute

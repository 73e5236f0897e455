// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <QCoreApplication>

#include <cmath>
#include <numeric>

#include "core/base/strings.h"
#include "core/compute/methods/philox_noise.h"
#include "core/compute/metrics/imputation.h"
#include "core/compute/metrics/judged_score.h"
#include "core/compute/metrics/metrics.h"
#include "core/compute/metrics/pixel_order.h"

namespace saliscope::compute {

namespace {

constexpr int shares = 9; // 10 %, 20 % ... 90 % are removed.

QString text(const char* source)
{
    return QCoreApplication::translate("Road", source);
}

/// Photos without some of their pixels: number k < 9 lacks the (k + 1) * 10 % with the largest values of the
/// map, number 9 + k as many with the smallest. n - ceil((n - 1) (1 - share)) of n, as by a percentile that
/// lies between two values. Removed pixels are imputed, with Philox noise of the metric's seed and that
/// number on top.
class WithoutPixels
{
public:
    explicit WithoutPixels(const MetricInput& input)
        : m_image(input.explained.input.image[0].to(at::kCPU, at::kDouble))
        , m_ranks(pixelRanks(input.explained.output.map))
        , m_noise(input.params.value(u"noise"_s).toDouble())
        , m_seed(metricSeed(input.explained.input))
    {}

    at::Tensor picture(int number) const
    {
        const int64_t pixels = m_ranks.numel();
        const int kept = shares - number % shares; // tenths
        const int64_t count = pixels - ((pixels - 1) * kept + 9) / 10;
        const at::Tensor isRemoved = number < shares ? m_ranks < count : m_ranks >= pixels - count;
        const at::Tensor noise =
            philoxNormals(m_image.sizes(), m_seed, uint64_t(number), 1, m_image.options())[0];
        return imputed(m_image, isRemoved) + m_noise * noise * isRemoved;
    }

private:
    at::Tensor m_image;
    at::Tensor m_ranks;
    double m_noise;
    uint64_t m_seed;
};

/// ROAD (Rong et al. 2022), both orders as pytorch-grad-cam combines them: (mean score without the least
/// important pixels - mean score without the most important ones) / 2 over the nine shares.
class Road final : public Metric
{
public:
    MetricInfo info() const override
    {
        return {
            .id = u"road"_s,
            .name = text(QT_TRANSLATE_NOOP("Road", "ROAD")),
            .meaning = text(QT_TRANSLATE_NOOP(
                "Road",
                "How much more the probability suffers when the map's brightest pixels are painted over from "
                "their surroundings than when its darkest are: half the mean difference.")),
            .better = MetricInfo::Better::Higher,
            .params = {{.id = u"noise"_s,
                        .name = text(QT_TRANSLATE_NOOP("Road", "Noise")),
                        .kind = ParamSpec::Kind::Real,
                        .defaultValue = 0.01,
                        .minimum = 0,
                        .maximum = 1,
                        .step = 0.01,
                        .help =
                            text(QT_TRANSLATE_NOOP("Road", "Added to what is painted over, in network-input "
                                                           "units, so that smoothness gives nothing away.")),
                        .advanced = true},
                       scoreParam()},
            .source = u"Rong et al. 2022, arXiv:2202.00449"_s,
        };
    }

    MetricResult run(const MetricInput& input) const override
    {
        const WithoutPixels photos(input);
        const JudgedScore score(input);
        const std::vector<double> scores =
            score.ofPictures(2 * shares, [&](int number) { return photos.picture(number); });
        const double photo = score.ofPhoto();
        const double most = std::accumulate(scores.begin(), scores.begin() + shares, 0.0) / shares;
        const double least = std::accumulate(scores.begin() + shares, scores.end(), 0.0) / shares;
        MetricResult result;
        result.value = (least - most) / 2;
        result.details = {{text(QT_TRANSLATE_NOOP("Road", "Most important removed")), most - photo},
                          {text(QT_TRANSLATE_NOOP("Road", "Least important removed")), least - photo}};
        const auto addCurve = [&](const char* name, std::size_t first) {
            MetricCurve curve{.name = text(name),
                              .xName = text(QT_TRANSLATE_NOOP("Road", "share removed")),
                              .yName = score.name(),
                              .points = {{0, photo}}};
            for (std::size_t k = 0; k < shares; ++k)
                curve.points += QPointF(0.1 * double(k + 1), scores[first + k]);
            result.curves += curve;
        };
        addCurve(QT_TRANSLATE_NOOP("Road", "Most important first"), 0);
        addCurve(QT_TRANSLATE_NOOP("Road", "Least important first"), shares);
        return result;
    }
};

} // namespace

std::unique_ptr<Metric> makeRoad()
{
    return std::make_unique<Road>();
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <QCoreApplication>

#include <algorithm>

#include "core/base/strings.h"
#include "core/compute/methods/fill.h"
#include "core/compute/metrics/judged_score.h"
#include "core/compute/metrics/metrics.h"
#include "core/compute/metrics/pixel_order.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("PixelCurves", source);
}

/// Mean height of equally spaced points under straight lines.
double meanHeight(const std::vector<double>& heights)
{
    double sum = -(heights.front() + heights.back()) / 2;
    for (const double height : heights)
        sum += height;
    return sum / double(heights.size() - 1);
}

/// Deletion and insertion (Petsiuk et al. 2018): pixels are covered, or uncovered, from the map's largest
/// value down, floor(k H W / steps) of them at point k = 0 .. steps. The value is the area under the score:
/// (sum of the points - half of both ends) / steps, divided by nothing else.
class PixelCurve final : public Metric
{
public:
    enum class Way
    {
        Deletion,
        Insertion
    };

    explicit PixelCurve(Way way)
        : m_way(way)
    {}

    MetricInfo info() const override;
    MetricResult run(const MetricInput& input) const override;

private:
    bool isDeletion() const { return m_way == Way::Deletion; }

    Way m_way;
};

MetricInfo PixelCurve::info() const
{
    MetricInfo info{
        .id = isDeletion() ? u"deletion"_s : u"insertion"_s,
        .name = isDeletion() ? text(QT_TRANSLATE_NOOP("PixelCurves", "Deletion"))
                             : text(QT_TRANSLATE_NOOP("PixelCurves", "Insertion")),
        .meaning =
            isDeletion()
                ? text(QT_TRANSLATE_NOOP("PixelCurves",
                                         "Area under the probability while the map's brightest pixels are "
                                         "covered first: small when the answer is lost at once."))
                : text(QT_TRANSLATE_NOOP("PixelCurves",
                                         "Area under the probability while the map's brightest pixels are "
                                         "uncovered first: large when the answer is there at once.")),
        .better = isDeletion() ? MetricInfo::Better::Lower : MetricInfo::Better::Higher,
        .source = u"Petsiuk, Das, Saenko 2018, arXiv:1806.07421"_s,
    };
    info.params = {{.id = u"steps"_s,
                    .name = text(QT_TRANSLATE_NOOP("PixelCurves", "Steps")),
                    .kind = ParamSpec::Kind::Integer,
                    .defaultValue = 224,
                    .minimum = 1,
                    .maximum = 10000,
                    .logarithmic = true,
                    .help = text(QT_TRANSLATE_NOOP(
                        "PixelCurves", "Into how many equal parts the pixels are divided; each costs one "
                                       "pass. The paper has 224 at 224 x 224 pixels, xplique 10."))},
                   {.id = u"baseline"_s,
                    .name = text(QT_TRANSLATE_NOOP("PixelCurves", "Covered with")),
                    .kind = ParamSpec::Kind::Choice,
                    .defaultValue = isDeletion() ? u"mean"_s : u"blur"_s,
                    .help = text(QT_TRANSLATE_NOOP(
                        "PixelCurves", "What stands for a covered pixel. The paper deletes to the mean "
                                       "colour and inserts into a blurred photo; its code blurs less.")),
                    .choices = fillChoices()},
                   scoreParam()};
    return info;
}

MetricResult PixelCurve::run(const MetricInput& input) const
{
    const MethodInput& explained = input.explained.input;
    const at::Tensor photo = explained.image[0];
    const Fill fill = *fillOf(input.params.value(u"baseline"_s).toString());
    const at::Tensor covered = filled(explained.model, explained.image, fill)[0];
    const at::Tensor ranks = pixelRanks(input.explained.output.map).to(photo.device());
    const int64_t pixels = ranks.numel();
    const int64_t steps = std::min(input.params.value(u"steps"_s).toLongLong(), qlonglong(pixels));
    const JudgedScore score(input);
    const std::vector<double> heights = score.ofPictures(int(steps) + 1, [&](int step) {
        const at::Tensor isChanged = ranks < step * pixels / steps;
        return isDeletion() ? at::where(isChanged, covered, photo) : at::where(isChanged, photo, covered);
    });
    MetricCurve curve{.name = info().name,
                      .xName = isDeletion() ? text(QT_TRANSLATE_NOOP("PixelCurves", "share covered"))
                                            : text(QT_TRANSLATE_NOOP("PixelCurves", "share uncovered")),
                      .yName = score.name()};
    for (int64_t k = 0; k <= steps; ++k)
        curve.points += QPointF(double(k * pixels / steps) / double(pixels), heights[std::size_t(k)]);
    MetricResult result;
    result.value = meanHeight(heights);
    result.curves += curve;
    return result;
}

} // namespace

std::unique_ptr<Metric> makeDeletion()
{
    return std::make_unique<PixelCurve>(PixelCurve::Way::Deletion);
}

std::unique_ptr<Metric> makeInsertion()
{
    return std::make_unique<PixelCurve>(PixelCurve::Way::Insertion);
}

} // namespace saliscope::compute

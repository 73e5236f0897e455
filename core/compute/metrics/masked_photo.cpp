// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <QCoreApplication>

#include <algorithm>

#include "core/base/strings.h"
#include "core/compute/metrics/judged_score.h"
#include "core/compute/metrics/metrics.h"
#include "core/compute/metrics/pixel_order.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("MaskedPhoto", source);
}

/// The network input times the map's magnitude, scaled from its smallest to its largest value: what the map
/// leaves out takes the mean colour. Undefined for a map that is the same everywhere.
at::Tensor masked(const MetricInput& input)
{
    const at::Tensor magnitude = pixelMap(input.explained.output.map).abs();
    const double lowest = magnitude.min().item<double>();
    const double range = magnitude.max().item<double>() - lowest;
    if (range <= 0)
        return {};
    const at::Tensor& image = input.explained.input.image;
    return image[0] * ((magnitude - lowest) / range).to(image.options());
}

/// What one score p of the photo and p' of the photo as the map shows it make (Chattopadhyay et al. 2018;
/// the gain: Zhang et al. 2023). For one photo; "average" is over photos.
struct Formula
{
    const char* id;
    const char* name;
    const char* meaning;
    MetricInfo::Better better;
    std::optional<double> (*value)(double p, double left);
    const char* obstacle; ///< Why there may be no value.
};

std::optional<double> drop(double p, double left)
{
    return p > 0 ? std::optional(std::max(0.0, p - left) / p) : std::nullopt;
}

std::optional<double> increase(double p, double left)
{
    return left > p ? 1 : 0;
}

std::optional<double> gain(double p, double left)
{
    return p < 1 ? std::optional(std::max(0.0, left - p) / (1 - p)) : std::nullopt;
}

constexpr Formula dropFormula{
    "average-drop",
    QT_TRANSLATE_NOOP("MaskedPhoto", "Average drop"),
    QT_TRANSLATE_NOOP("MaskedPhoto", "How much of the probability is lost when the model sees only what the "
                                     "map shows, max(0, p - p') / p; the mean over photos."),
    MetricInfo::Better::Lower,
    drop,
    QT_TRANSLATE_NOOP("MaskedPhoto",
                      "The photo's score is not above 0: there is nothing to lose a part of.")};
constexpr Formula increaseFormula{
    "average-increase",
    QT_TRANSLATE_NOOP("MaskedPhoto", "Average increase"),
    QT_TRANSLATE_NOOP("MaskedPhoto", "1 when the model is surer of what the map shows than of the whole "
                                     "photo, p' > p, 0 otherwise; the mean over photos."),
    MetricInfo::Better::Higher,
    increase,
    ""};
constexpr Formula gainFormula{
    "average-gain",
    QT_TRANSLATE_NOOP("MaskedPhoto", "Average gain"),
    QT_TRANSLATE_NOOP("MaskedPhoto", "How much of the missing probability is won when the model sees only "
                                     "what the map shows, max(0, p' - p) / (1 - p); the mean over photos."),
    MetricInfo::Better::Higher,
    gain,
    QT_TRANSLATE_NOOP("MaskedPhoto",
                      "The photo's score is 1 or more: nothing is missing that could be won.")};

class MaskedPhoto final : public Metric
{
public:
    explicit MaskedPhoto(const Formula& formula)
        : m_formula(formula)
    {}

    MetricInfo info() const override
    {
        return {.id = QString::fromLatin1(m_formula.id),
                .name = text(m_formula.name),
                .meaning = text(m_formula.meaning),
                .better = m_formula.better,
                .params = {scoreParam()},
                .source = m_formula.value == gain ? u"Zhang et al. 2023, arXiv:2301.07002"_s
                                                  : u"Chattopadhyay et al. 2018, arXiv:1710.11063"_s};
    }

    MetricResult run(const MetricInput& input) const override
    {
        const at::Tensor picture = masked(input);
        if (!picture.defined())
            return noValue(text(QT_TRANSLATE_NOOP("MaskedPhoto", "The map is the same everywhere.")));
        const JudgedScore score(input);
        const double p = score.ofPhoto();
        const double left = score.ofPictures(1, [&](int) { return picture; }).front();
        MetricResult result;
        result.value = m_formula.value(p, left);
        result.details = {{text(QT_TRANSLATE_NOOP("MaskedPhoto", "Photo")), p},
                          {text(QT_TRANSLATE_NOOP("MaskedPhoto", "What the map shows of it")), left}};
        if (!result.value)
            result.notes += text(m_formula.obstacle);
        return result;
    }

private:
    const Formula& m_formula;
};

} // namespace

std::unique_ptr<Metric> makeAverageDrop()
{
    return std::make_unique<MaskedPhoto>(dropFormula);
}

std::unique_ptr<Metric> makeAverageIncrease()
{
    return std::make_unique<MaskedPhoto>(increaseFormula);
}

std::unique_ptr<Metric> makeAverageGain()
{
    return std::make_unique<MaskedPhoto>(gainFormula);
}

} // namespace saliscope::compute

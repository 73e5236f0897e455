// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/gradient.h"

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/methods/reduction.h"
#include "core/compute/methods/target_score.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Gradient", source);
}

} // namespace

MethodInfo GradientMethod::info() const
{
    return {
        .id = u"gradient"_s,
        .name = text(QT_TRANSLATE_NOOP("Gradient", "Gradient")),
        .summary = text(QT_TRANSLATE_NOOP(
            "Gradient",
            "Where a tiny change of a pixel would change the score most. One pass; noisy by nature.")),
        .params = {reductionParam(u"max-abs"_s)},
        .presets = {{u"simonyan"_s,
                     text(QT_TRANSLATE_NOOP("Gradient", "Simonyan 2013")),
                     text(QT_TRANSLATE_NOOP(
                         "Gradient", "Largest magnitude over the channels, scaled to the largest value; "
                                     "the paper also averages ten crops, this does not.")),
                     {{u"reduction"_s, u"max-abs"_s}},
                     RenderStyle{.colorMap = u"gray"_s, .highPercentile = 100}},
                    {u"article"_s,
                     text(QT_TRANSLATE_NOOP("Gradient", "Article")),
                     text(QT_TRANSLATE_NOOP(
                         "Gradient", "Sum of magnitudes divided by the largest: one bright pixel darkens "
                                     "the rest, which a limit at the 99th percentile avoids.")),
                     {{u"reduction"_s, u"sum-abs"_s}},
                     RenderStyle{.colorMap = u"gray"_s, .highPercentile = 100}}},
        .source = u"Simonyan, Vedaldi, Zisserman 2013, arXiv:1312.6034"_s,
    };
}

at::Tensor GradientMethod::attribute(const MethodInput& input, const at::Tensor& batch) const
{
    return inputGradient(input.model, TargetScore(input.model, input.target), batch, input.cancel);
}

MethodInfo InputXGradientMethod::info() const
{
    return {
        .id = u"input-x-gradient"_s,
        .name = text(QT_TRANSLATE_NOOP("Gradient", "Input × gradient")),
        .summary = text(QT_TRANSLATE_NOOP(
            "Gradient",
            "Gradient times network input: what each pixel adds to the score, to first order. Pixels near "
            "the mean colour get little whatever they mean.")),
        .params = {reductionParam(u"sum"_s)},
        .source = u"Shrikumar et al. 2016, arXiv:1605.01713"_s,
    };
}

at::Tensor InputXGradientMethod::attribute(const MethodInput& input, const at::Tensor& batch) const
{
    return inputGradient(input.model, TargetScore(input.model, input.target), batch, input.cancel) * batch;
}

} // namespace saliscope::compute

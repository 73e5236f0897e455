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
        .presets =
            {{u"simonyan"_s,
              text(QT_TRANSLATE_NOOP("Gradient", "Simonyan 2013")),
              text(QT_TRANSLATE_NOOP("Gradient",
                                     "Largest magnitude over the channels, scaled to the largest value; "
                                     "the paper also averages ten crops, this does not.")),
              {{u"reduction"_s, u"max-abs"_s}},
              RenderStyle{.colorMap = u"gray"_s, .highPercentile = 100}},
             {u"article"_s,
              text(QT_TRANSLATE_NOOP("Gradient", "Article")),
              text(QT_TRANSLATE_NOOP("Gradient",
                                     "Sum of magnitudes divided by the largest: one bright pixel darkens "
                                     "the rest, which a limit at the 99th percentile avoids.")),
              {{u"reduction"_s, u"sum-abs"_s}},
              RenderStyle{.colorMap = u"gray"_s, .highPercentile = 100}},
             {u"captum"_s,
              u"captum"_s,
              text(QT_TRANSLATE_NOOP("Gradient",
                                     "Magnitude of every channel, not reduced; its display cuts at 98 % of "
                                     "the map's sum, a rule of its own, here at the 98th percentile.")),
              {{u"reduction"_s, u"none"_s}},
              RenderStyle{.sign = RenderStyle::Sign::Magnitude, .highPercentile = 98}},
             {u"tf-keras-vis"_s,
              u"tf-keras-vis"_s,
              text(QT_TRANSLATE_NOOP("Gradient",
                                     "As the paper; scaled from the smallest to the largest value.")),
              {{u"reduction"_s, u"max-abs"_s}},
              RenderStyle{.colorMap = u"gray"_s, .highPercentile = 100, .zeroBased = false}},
             {u"pair"_s,
              u"PAIR saliency"_s,
              text(QT_TRANSLATE_NOOP("Gradient",
                                     "Sum of magnitudes where the paper takes the largest; from the smallest "
                                     "value to the 99th percentile.")),
              {{u"reduction"_s, u"sum-abs"_s}},
              RenderStyle{.colorMap = u"gray"_s, .zeroBased = false}},
             {u"xplique"_s,
              u"xplique"_s,
              text(QT_TRANSLATE_NOOP("Gradient", "As the paper; from the 0.1th to the 99.9th percentile.")),
              {{u"reduction"_s, u"max-abs"_s}},
              RenderStyle{.lowPercentile = 0.1, .highPercentile = 99.9, .zeroBased = false}},
             {u"zennit"_s,
              u"zennit"_s,
              text(QT_TRANSLATE_NOOP("Gradient",
                                     "Signed, and the channels left to the person: here their sum.")),
              {{u"reduction"_s, u"sum"_s}},
              {}}},
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
        .sharesScore = true,
    };
}

at::Tensor InputXGradientMethod::attribute(const MethodInput& input, const at::Tensor& batch) const
{
    return inputGradient(input.model, TargetScore(input.model, input.target), batch, input.cancel) * batch;
}

} // namespace saliscope::compute

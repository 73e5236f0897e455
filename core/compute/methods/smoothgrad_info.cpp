// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/methods/reduction.h"
#include "core/compute/methods/sampling.h"
#include "core/compute/methods/smoothgrad.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("SmoothGrad", source);
}

QList<ParamSpec> params()
{
    return {
        {.id = u"n"_s,
         .name = text(QT_TRANSLATE_NOOP("SmoothGrad", "Samples")),
         .kind = ParamSpec::Kind::Integer,
         .defaultValue = 50,
         .minimum = 0,
         .maximum = 10000,
         .logarithmic = true,
         .help = text(QT_TRANSLATE_NOOP("SmoothGrad",
                                        "How many noisy copies are averaged. Time grows with it, the "
                                        "error falls as one over its root; 0 is the plain map."))},
        {.id = u"noise"_s,
         .name = text(QT_TRANSLATE_NOOP("SmoothGrad", "Noise")),
         .kind = ParamSpec::Kind::Real,
         .defaultValue = 0.15,
         .minimum = 0,
         .maximum = 1,
         .step = 0.01,
         .isFraction = true,
         .help = text(QT_TRANSLATE_NOOP("SmoothGrad",
                                        "Standard deviation of the noise as a fraction of the range of "
                                        "values. The paper finds 10 to 20 % best; more is smoother and "
                                        "needs more samples. Costs no time by itself."))},
        {.id = u"range"_s,
         .name = text(QT_TRANSLATE_NOOP("SmoothGrad", "Range")),
         .kind = ParamSpec::Kind::Choice,
         .defaultValue = u"image"_s,
         .help = text(QT_TRANSLATE_NOOP("SmoothGrad",
                                        "What the noise is a fraction of: the values this image spans "
                                        "(the paper), or all that a valid input can span (comparable "
                                        "between images).")),
         .choices = {{u"image"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "This image"))},
                     {u"valid"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "Valid input"))}},
         .advanced = true},
        {.id = u"aggregate"_s,
         .name = text(QT_TRANSLATE_NOOP("SmoothGrad", "Statistic")),
         .kind = ParamSpec::Kind::Choice,
         .defaultValue = u"mean"_s,
         .help = text(QT_TRANSLATE_NOOP("SmoothGrad",
                                        "What is averaged: the signed maps (SmoothGrad), their squares "
                                        "(SmoothGrad²: no sign, clearer), or their spread (VarGrad).")),
         .choices = {{u"mean"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "Mean (SmoothGrad)"))},
                     {u"square"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "Mean square (SmoothGrad²)"))},
                     {u"variance"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "Variance (VarGrad)"))}}},
        {.id = u"of"_s,
         .name = text(QT_TRANSLATE_NOOP("SmoothGrad", "Map of")),
         .kind = ParamSpec::Kind::Choice,
         .defaultValue = u"gradient"_s,
         .help = text(QT_TRANSLATE_NOOP("SmoothGrad",
                                        "The method whose map is averaged. A sample costs what one of its "
                                        "maps costs.")),
         .choices = pointMethodChoices(Combinations::With),
         .advanced = true},
        reductionParam(u"max-abs"_s),
        toleranceParam(),
    };
}

QList<Preset> presets()
{
    return {
        {u"smoothgrad-paper"_s,
         text(QT_TRANSLATE_NOOP("SmoothGrad", "SmoothGrad paper")),
         text(QT_TRANSLATE_NOOP("SmoothGrad",
                                "50 samples, 15 % of this image's range (the paper: 10 to 20 %), sum of "
                                "magnitudes as in its code, limit at the 99th percentile.")),
         {{u"n"_s, 50},
          {u"noise"_s, 0.15},
          {u"range"_s, u"image"_s},
          {u"aggregate"_s, u"mean"_s},
          {u"of"_s, u"gradient"_s},
          {u"reduction"_s, u"sum-abs"_s}},
         RenderStyle{.colorMap = u"gray"_s}},
        {u"article"_s,
         text(QT_TRANSLATE_NOOP("SmoothGrad", "Article")),
         text(QT_TRANSLATE_NOOP("SmoothGrad",
                                "20 samples; the article's noise .2 is halved in its code: a deviation of "
                                ".1 in [-1, 1], 5 % of the range where the paper's 20 % would be .4. "
                                "Scaled to the largest value.")),
         {{u"n"_s, 20},
          {u"noise"_s, 0.05},
          {u"range"_s, u"valid"_s},
          {u"aggregate"_s, u"mean"_s},
          {u"of"_s, u"gradient"_s},
          {u"reduction"_s, u"sum-abs"_s}},
         RenderStyle{.colorMap = u"gray"_s, .highPercentile = 100}},
    };
}

} // namespace

MethodInfo SmoothGrad::info() const
{
    return {
        .id = u"smoothgrad"_s,
        .name = text(QT_TRANSLATE_NOOP("SmoothGrad", "SmoothGrad")),
        .summary = text(QT_TRANSLATE_NOOP("SmoothGrad",
                                          "Averages the maps of many noisy copies of the photo: what stays "
                                          "is what matters around this photo, not at one point.")),
        .params = params(),
        .presets = presets(),
        .source = u"Smilkov et al. 2017, arXiv:1706.03825; Adebayo et al. 2018 (VarGrad), arXiv:1810.03307"_s,
        .wraps = {u"of"_s},
    };
}

} // namespace saliscope::compute

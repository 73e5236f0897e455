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
                                        "(the paper), all that a valid input can span (comparable "
                                        "between images), or one unit of the network's input.")),
         .choices = {{u"image"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "This image"))},
                     {u"valid"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "Valid input"))},
                     {u"unit"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "Unit of the input"))}},
         .advanced = true},
        {.id = u"aggregate"_s,
         .name = text(QT_TRANSLATE_NOOP("SmoothGrad", "Statistic")),
         .kind = ParamSpec::Kind::Choice,
         .defaultValue = u"mean"_s,
         .help = text(QT_TRANSLATE_NOOP("SmoothGrad",
                                        "What is averaged: the signed maps (SmoothGrad), their squares "
                                        "(SmoothGrad²: no sign, clearer), their spread (VarGrad), or "
                                        "their magnitudes, which noise does not average away.")),
         .choices = {{u"mean"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "Mean (SmoothGrad)"))},
                     {u"square"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "Mean square (SmoothGrad²)"))},
                     {u"variance"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "Variance (VarGrad)"))},
                     {u"magnitude"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "Mean magnitude"))}}},
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

Preset preset(const QString& id, const QString& name, const char* remark, const ParamValues& params,
              const RenderStyle& style)
{
    ParamValues all{{u"aggregate"_s, u"mean"_s}, {u"of"_s, u"gradient"_s}, {u"tolerance"_s, 0.0}};
    all.insert(params);
    return {id, name, text(remark), all, style};
}

QList<Preset> presets()
{
    const RenderStyle gray{.colorMap = u"gray"_s};
    const RenderStyle toLargest{.colorMap = u"gray"_s, .highPercentile = 100};
    return {
        preset(u"smoothgrad-paper"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "SmoothGrad paper")),
               QT_TRANSLATE_NOOP("SmoothGrad",
                                 "50 samples, 15 % of this image's range (the paper: 10 to 20 %), sum of "
                                 "magnitudes as in its code, limit at the 99th percentile."),
               {{u"n"_s, 50}, {u"noise"_s, 0.15}, {u"range"_s, u"image"_s}, {u"reduction"_s, u"sum-abs"_s}},
               gray),
        preset(u"article"_s, text(QT_TRANSLATE_NOOP("SmoothGrad", "Article")),
               QT_TRANSLATE_NOOP("SmoothGrad",
                                 "20 samples; the article's noise .2 is halved in its code: a deviation of "
                                 ".1 in [-1, 1], 5 % of the range where the paper's 20 % would be .4. "
                                 "Scaled to the largest value."),
               {{u"n"_s, 20}, {u"noise"_s, 0.05}, {u"range"_s, u"valid"_s}, {u"reduction"_s, u"sum-abs"_s}},
               toLargest),
        preset(u"captum"_s, u"captum"_s,
               QT_TRANSLATE_NOOP("SmoothGrad",
                                 "Only 5 samples, and a deviation of 1 in units of the network's input "
                                 "whatever its range: 21 % for inputs normalised as for ImageNet."),
               {{u"n"_s, 5}, {u"noise"_s, 1.0}, {u"range"_s, u"unit"_s}, {u"reduction"_s, u"none"_s}},
               RenderStyle{.highPercentile = 98}),
        preset(u"tf-keras-vis"_s, u"tf-keras-vis"_s,
               QT_TRANSLATE_NOOP("SmoothGrad",
                                 "20 samples, 20 % of this image's range; averages magnitudes where the "
                                 "paper averages signed maps, so noise stays in the picture."),
               {{u"n"_s, 20},
                {u"noise"_s, 0.2},
                {u"range"_s, u"image"_s},
                {u"aggregate"_s, u"magnitude"_s},
                {u"reduction"_s, u"max-abs"_s}},
               RenderStyle{.colorMap = u"gray"_s, .highPercentile = 100, .zeroBased = false}),
        preset(u"pair"_s, u"PAIR saliency"_s,
               QT_TRANSLATE_NOOP("SmoothGrad",
                                 "25 samples, 15 % of this image's range; averages squares by default, "
                                 "which is SmoothGrad² under the name of SmoothGrad."),
               {{u"n"_s, 25},
                {u"noise"_s, 0.15},
                {u"range"_s, u"image"_s},
                {u"aggregate"_s, u"square"_s},
                {u"reduction"_s, u"sum-abs"_s}},
               gray),
        preset(u"xplique"_s, u"xplique"_s,
               QT_TRANSLATE_NOOP("SmoothGrad",
                                 "50 samples, a deviation of .2 in units of the network's input: 4 % for "
                                 "inputs normalised as for ImageNet; signed mean of the channels."),
               {{u"n"_s, 50}, {u"noise"_s, 0.2}, {u"range"_s, u"unit"_s}, {u"reduction"_s, u"mean"_s}},
               RenderStyle{.lowPercentile = 0.1, .highPercentile = 99.9}),
        preset(u"zennit"_s, u"zennit"_s,
               QT_TRANSLATE_NOOP("SmoothGrad",
                                 "20 samples, 10 % of this image's range; its last sample has no noise, here "
                                 "all have."),
               {{u"n"_s, 20}, {u"noise"_s, 0.1}, {u"range"_s, u"image"_s}, {u"reduction"_s, u"sum"_s}}, {}),
        preset(u"torch-cam"_s, u"torch-cam (SmoothGrad-CAM++)"_s,
               QT_TRANSLATE_NOOP("SmoothGrad",
                                 "4 samples of Grad-CAM++ maps, a deviation of .3 in units of the input; it "
                                 "averages the weights, here the maps are averaged."),
               {{u"n"_s, 4},
                {u"noise"_s, 0.3},
                {u"range"_s, u"unit"_s},
                {u"of"_s, u"gradcam-plus-plus"_s},
                {u"reduction"_s, u"sum"_s}},
               RenderStyle{.highPercentile = 100}),
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

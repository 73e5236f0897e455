// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/ascent_params.h"

#include <QCoreApplication>

#include "core/base/strings.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Ascent", source);
}

using Kind = ParamSpec::Kind;

QList<ParamSpec> climbParams()
{
    return {
        {.id = u"steps"_s,
         .name = text(QT_TRANSLATE_NOOP("Ascent", "Steps")),
         .kind = Kind::Integer,
         .defaultValue = 512,
         .minimum = 1,
         .maximum = 10000,
         .logarithmic = true,
         .help = text(QT_TRANSLATE_NOOP(
             "Ascent", "How far the run goes before it stops by itself. Time grows with it."))},
        {.id = u"lr"_s,
         .name = text(QT_TRANSLATE_NOOP("Ascent", "Step size")),
         .kind = Kind::Real,
         .defaultValue = 0.05,
         .minimum = 0.0001,
         .maximum = 1000,
         .logarithmic = true,
         .help = text(QT_TRANSLATE_NOOP("Ascent",
                                        "Adam: how far every parameter moves in a step. Normalised gradient: "
                                        "the length of the step over the whole picture, black -1 to white "
                                        "1."))},
        {.id = u"optimiser"_s,
         .name = text(QT_TRANSLATE_NOOP("Ascent", "Optimiser")),
         .kind = Kind::Choice,
         .defaultValue = u"adam"_s,
         .help = text(QT_TRANSLATE_NOOP(
             "Ascent", "How a gradient becomes a step. The step size means something else for "
                       "each. Costs nothing.")),
         .choices = {{u"adam"_s, text(QT_TRANSLATE_NOOP("Ascent", "Adam"))},
                     {u"normalised"_s, text(QT_TRANSLATE_NOOP("Ascent", "Normalised gradient"))}},
         .advanced = true},
        {.id = u"l2"_s,
         .name = text(QT_TRANSLATE_NOOP("Ascent", "Gray pull")),
         .kind = Kind::Real,
         .defaultValue = 0.0,
         .minimum = 0,
         .maximum = 10,
         .step = 0.001,
         .help = text(QT_TRANSLATE_NOOP(
             "Ascent", "Weight of the sum of squares (L2) of the picture, black -1 to white 1, "
                       "taken off the objective: keeps colours near gray."))},
        {.id = u"tv"_s,
         .name = text(QT_TRANSLATE_NOOP("Ascent", "Smoothness")),
         .kind = Kind::Real,
         .defaultValue = 0.0,
         .minimum = 0,
         .maximum = 1000,
         .step = 0.1,
         .help = text(QT_TRANSLATE_NOOP("Ascent",
                                        "Weight of the total variation per pixel, taken off the objective: "
                                        "removes fine noise."))},
    };
}

QList<ParamSpec> imageParams()
{
    return {
        {.id = u"image"_s,
         .name = text(QT_TRANSLATE_NOOP("Ascent", "Picture made of")),
         .kind = Kind::Choice,
         .defaultValue = u"fourier"_s,
         .help = text(QT_TRANSLATE_NOOP("Ascent",
                                        "What a step moves. Waves of decorrelated colours give pictures that "
                                        "people recognise; single pixels give fine noise. Costs 1 ms a "
                                        "step.")),
         .choices = {{u"fourier"_s, text(QT_TRANSLATE_NOOP("Ascent", "Waves and decorrelated colours"))},
                     {u"pixel"_s, text(QT_TRANSLATE_NOOP("Ascent", "Pixels"))}},
         .advanced = true},
        {.id = u"start"_s,
         .name = text(QT_TRANSLATE_NOOP("Ascent", "Start noise")),
         .kind = Kind::Real,
         .defaultValue = 0.01,
         .minimum = 0,
         .maximum = 1,
         .step = 0.005,
         .help = text(QT_TRANSLATE_NOOP("Ascent",
                                        "Waves: standard deviation of the spectrum. Pixels: largest distance "
                                        "from gray, black -1 to white 1. Not used when starting from a "
                                        "photo.")),
         .advanced = true},
        {.id = u"decay"_s,
         .name = text(QT_TRANSLATE_NOOP("Ascent", "Decay")),
         .kind = Kind::Real,
         .defaultValue = 1.0,
         .minimum = 0,
         .maximum = 2,
         .step = 0.05,
         .help = text(QT_TRANSLATE_NOOP("Ascent",
                                        "How much slower fine waves move than coarse ones: 1 as in natural "
                                        "photos, 0 all alike.")),
         .advanced = true},
        {.id = u"clip"_s,
         .name = text(QT_TRANSLATE_NOOP("Ascent", "Clip")),
         .kind = Kind::Boolean,
         .defaultValue = false,
         .help = text(QT_TRANSLATE_NOOP(
             "Ascent", "Cuts pixels back to black and white after every step except the last. "
                       "Waves stay inside by themselves.")),
         .advanced = true},
    };
}

ParamSpec transformParam(const QString& id, const QString& name, Kind kind, const QVariant& value,
                         double maximum, const QString& unit, const QString& help)
{
    return {.id = id,
            .name = name,
            .kind = kind,
            .defaultValue = value,
            .minimum = 0,
            .maximum = maximum,
            .step = kind == Kind::Integer ? 1 : 0.02,
            .isFraction = id == u"scale",
            .unit = unit,
            .help = help,
            .advanced = true};
}

QList<ParamSpec> transformParams()
{
    const QString pixels = text(QT_TRANSLATE_NOOP("Ascent", "px"));
    return {
        transformParam(u"pad"_s, text(QT_TRANSLATE_NOOP("Ascent", "Gray frame")), Kind::Integer, 12, 64,
                       pixels,
                       text(QT_TRANSLATE_NOOP(
                           "Ascent", "Width of the gray frame the network sees around the picture, so "
                                     "that the edge is free to move."))),
        transformParam(u"jitter"_s, text(QT_TRANSLATE_NOOP("Ascent", "Jitter")), Kind::Integer, 8, 64, pixels,
                       text(QT_TRANSLATE_NOOP(
                           "Ascent", "The network sees the picture shifted by up to this much, anew each "
                                     "step: what must survive it is smoother."))),
        transformParam(u"scale"_s, text(QT_TRANSLATE_NOOP("Ascent", "Zoom")), Kind::Real, 0.1, 0.5, {},
                       text(QT_TRANSLATE_NOOP(
                           "Ascent", "The network sees the picture larger or smaller by up to this part. "
                                     "Costs about 1 ms a step."))),
        transformParam(
            u"rotate"_s, text(QT_TRANSLATE_NOOP("Ascent", "Turn")), Kind::Integer, 10, 180, u"°"_s,
            text(QT_TRANSLATE_NOOP("Ascent", "The network sees the picture turned by up to this much. Costs "
                                             "about 2 ms a step."))),
        transformParam(u"jitter-after"_s, text(QT_TRANSLATE_NOOP("Ascent", "Jitter after turning")),
                       Kind::Integer, 4, 64, pixels,
                       text(QT_TRANSLATE_NOOP("Ascent", "A second shift, after zoom and turn."))),
        transformParam(u"drift-angle"_s, text(QT_TRANSLATE_NOOP("Ascent", "Drift, angle")), Kind::Real, 0.0,
                       1, text(QT_TRANSLATE_NOOP("Ascent", "rad")),
                       text(QT_TRANSLATE_NOOP(
                           "Ascent", "Before each step the picture itself is turned by a normal angle of "
                                     "this deviation, and stays turned."))),
        transformParam(u"drift-shift"_s, text(QT_TRANSLATE_NOOP("Ascent", "Drift, shift")), Kind::Real, 0.0,
                       64, pixels,
                       text(QT_TRANSLATE_NOOP(
                           "Ascent", "Before each step the picture itself is rolled by normal numbers of "
                                     "pixels of this deviation, and stays rolled."))),
    };
}

ParamValues articleParams(double driftAngle, double driftShift)
{
    return {{u"steps"_s, 200},
            {u"lr"_s, 10.0},
            {u"optimiser"_s, u"normalised"_s},
            {u"l2"_s, 0.1},
            {u"tv"_s, 0.1},
            {u"image"_s, u"pixel"_s},
            {u"start"_s, 0.125},
            {u"clip"_s, true},
            {u"pad"_s, 0},
            {u"jitter"_s, 0},
            {u"scale"_s, 0.0},
            {u"rotate"_s, 0},
            {u"jitter-after"_s, 0},
            {u"drift-angle"_s, driftAngle},
            {u"drift-shift"_s, driftShift}};
}

QList<Preset> presets()
{
    return {
        {u"lucid"_s,
         text(QT_TRANSLATE_NOOP("Ascent", "Lucid")),
         text(QT_TRANSLATE_NOOP(
             "Ascent", "Lucid's defaults at the model's input size; what the network sees is resized to "
                       "that size, and is gray, not black, outside a turned picture.")),
         {},
         std::nullopt},
        {u"article"_s, text(QT_TRANSLATE_NOOP("Ascent", "Article")),
         text(QT_TRANSLATE_NOOP(
             "Ascent", "The article's loop as printed, on pixels from -1 to 1, which other models get in "
                       "their own range. Its L2 weight .1 holds many classes back; .001 lets them "
                       "through.")),
         articleParams(0, 0), std::nullopt},
        {u"article-augmented"_s, text(QT_TRANSLATE_NOOP("Ascent", "Article, augmented")),
         text(QT_TRANSLATE_NOOP(
             "Ascent", "As its code: turned by .05 rad and rolled by 15 pixels (standard deviations) "
                       "before each step, where its prose says 5 % and at most 3 pixels.")),
         articleParams(0.05, 15), std::nullopt},
    };
}

} // namespace

MethodInfo ascentInfo()
{
    return {
        .id = u"ascent"_s,
        .name = text(QT_TRANSLATE_NOOP("Ascent", "Gradient ascent")),
        .summary = text(QT_TRANSLATE_NOOP(
            "Ascent", "Draws a picture that raises the score of a class step by step: what the "
                      "network looks for.")),
        .produces = MethodInfo::Produces::Picture,
        .family = MethodInfo::Family::Ascent,
        .params = climbParams() + imageParams() + transformParams(),
        .presets = presets(),
        .source =
            u"Simonyan et al. 2013, arXiv:1312.6034; Olah, Mordvintsev, Schubert 2017, Feature Visualization"_s,
    };
}

AscentSettings ascentSettings(const ParamValues& params)
{
    const auto real = [&](const QString& id) { return params.value(id).toDouble(); };
    const auto integer = [&](const QString& id) { return params.value(id).toInt(); };
    return {
        .image = params.value(u"image"_s).toString() == u"pixel" ? AscentSettings::Image::Pixel
                                                                 : AscentSettings::Image::Fourier,
        .optimiser = params.value(u"optimiser"_s).toString() == u"normalised"
                         ? AscentSettings::Optimiser::NormalisedGradient
                         : AscentSettings::Optimiser::Adam,
        .steps = integer(u"steps"_s),
        .rate = real(u"lr"_s),
        .l2 = real(u"l2"_s),
        .totalVariation = real(u"tv"_s),
        .clip = params.value(u"clip"_s).toBool(),
        .startSpread = real(u"start"_s),
        .decay = real(u"decay"_s),
        .pad = integer(u"pad"_s),
        .jitter = integer(u"jitter"_s),
        .scale = real(u"scale"_s),
        .rotate = integer(u"rotate"_s),
        .jitterAfter = integer(u"jitter-after"_s),
        .driftAngle = real(u"drift-angle"_s),
        .driftShift = real(u"drift-shift"_s),
    };
}

} // namespace saliscope::compute

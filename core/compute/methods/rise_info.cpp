// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/methods/rise.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Rise", source);
}

QList<ParamSpec> params()
{
    return {
        {.id = u"n"_s,
         .name = text(QT_TRANSLATE_NOOP("Rise", "Masks")),
         .kind = ParamSpec::Kind::Integer,
         .defaultValue = 2000,
         .minimum = 1,
         .maximum = 100000,
         .logarithmic = true,
         .help = text(QT_TRANSLATE_NOOP("Rise",
                                        "How many random masks the photo is looked at through. Each costs "
                                        "one pass; the error falls as one over the root of their number."))},
        {.id = u"grid"_s,
         .name = text(QT_TRANSLATE_NOOP("Rise", "Cells")),
         .kind = ParamSpec::Kind::Integer,
         .defaultValue = 7,
         .minimum = 2,
         .maximum = 32,
         .help = text(QT_TRANSLATE_NOOP("Rise",
                                        "Cells of a mask along each side. More show smaller things and need "
                                        "more masks."))},
        {.id = u"probability"_s,
         .name = text(QT_TRANSLATE_NOOP("Rise", "Seen")),
         .kind = ParamSpec::Kind::Real,
         .defaultValue = 0.5,
         .minimum = 0.01,
         .maximum = 0.99,
         .step = 0.05,
         .isFraction = true,
         .help = text(QT_TRANSLATE_NOOP("Rise", "How much of the photo a mask shows, on average. The rest "
                                                "takes the mean colour, 0 in the network's input."))},
        {.id = u"normalise"_s,
         .name = text(QT_TRANSLATE_NOOP("Rise", "Divided by")),
         .kind = ParamSpec::Kind::Choice,
         .defaultValue = u"expected"_s,
         .help = text(QT_TRANSLATE_NOOP("Rise",
                                        "How often a pixel is expected to be seen (the paper), or how often "
                                        "it was: then the luck of the masks shows less.")),
         .choices = {{u"expected"_s, text(QT_TRANSLATE_NOOP("Rise", "Expected masks"))},
                     {u"seen"_s, text(QT_TRANSLATE_NOOP("Rise", "Masks drawn"))}},
         .advanced = true},
        toleranceParam(),
    };
}

ParamValues values(int n, int grid, double probability, const QString& normalise)
{
    return {{u"n"_s, n},
            {u"grid"_s, grid},
            {u"probability"_s, probability},
            {u"normalise"_s, normalise},
            {u"tolerance"_s, 0.0}};
}

QList<Preset> presets()
{
    // All pixels have much in common: what differs is what is to be seen.
    const RenderStyle style{.highPercentile = 100, .zeroBased = false};
    return {
        {u"rise-paper"_s, text(QT_TRANSLATE_NOOP("Rise", "RISE paper")),
         text(QT_TRANSLATE_NOOP("Rise",
                                "8000 masks as for ResNet-50 (4000 for VGG), 7 cells, half seen. The paper "
                                "weighs with the probability: choose it as score. Its code mirrors the "
                                "cells at the rim, here they are continued.")),
         values(8000, 7, 0.5, u"expected"_s), style},
        {u"rise-code"_s, text(QT_TRANSLATE_NOOP("Rise", "RISE code")),
         text(QT_TRANSLATE_NOOP("Rise",
                                "6000 masks, 8 cells, a tenth seen, as in the code's notebook; the paper "
                                "says 7 cells and half. It weighs with the probability: choose it as "
                                "score.")),
         values(6000, 8, 0.1, u"expected"_s), style},
        {u"xplique"_s, text(QT_TRANSLATE_NOOP("Rise", "xplique")),
         text(QT_TRANSLATE_NOOP("Rise",
                                "4000 masks, 7 cells, half seen, divided by the masks drawn where the paper "
                                "divides by their expected number. It shifts all masks of a batch alike, "
                                "here each is shifted by itself.")),
         values(4000, 7, 0.5, u"seen"_s), style},
    };
}

} // namespace

MethodInfo Rise::info() const
{
    return {
        .id = u"rise"_s,
        .name = text(QT_TRANSLATE_NOOP("Rise", "RISE")),
        .summary = text(QT_TRANSLATE_NOOP(
            "Rise", "Hides random parts of the photo again and again: what was seen when the score was high "
                    "is bright. Needs no gradient.")),
        .family = MethodInfo::Family::Perturbation,
        .params = params(),
        .presets = presets(),
        .source = u"Petsiuk, Das, Saenko 2018, arXiv:1806.07421"_s,
    };
}

} // namespace saliscope::compute

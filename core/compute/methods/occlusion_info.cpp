// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/methods/fill.h"
#include "core/compute/methods/occlusion.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Occlusion", source);
}

QList<ParamSpec> params()
{
    return {
        {.id = u"window"_s,
         .name = text(QT_TRANSLATE_NOOP("Occlusion", "Square")),
         .kind = ParamSpec::Kind::Integer,
         .defaultValue = 0,
         .minimum = 0,
         .maximum = 2000,
         .logarithmic = true,
         .unit = u"px"_s,
         .minimumName = text(QT_TRANSLATE_NOOP("Occlusion", "automatic")),
         .help = text(QT_TRANSLATE_NOOP("Occlusion",
                                        "Side of the square that covers a part of the picture, in pixels of "
                                        "the model's input. 0: an eighth of its shorter side. Details "
                                        "smaller than the square are not told apart."))},
        {.id = u"stride"_s,
         .name = text(QT_TRANSLATE_NOOP("Occlusion", "Stride")),
         .kind = ParamSpec::Kind::Integer,
         .defaultValue = 0,
         .minimum = 0,
         .maximum = 2000,
         .logarithmic = true,
         .unit = u"px"_s,
         .minimumName = text(QT_TRANSLATE_NOOP("Occlusion", "automatic")),
         .help = text(QT_TRANSLATE_NOOP("Occlusion",
                                        "How far the square moves. 0: half the square. Half as far takes "
                                        "four times as long."))},
        {.id = u"fill"_s,
         .name = text(QT_TRANSLATE_NOOP("Occlusion", "Covered with")),
         .kind = ParamSpec::Kind::Choice,
         .defaultValue = u"mean"_s,
         .help = text(QT_TRANSLATE_NOOP("Occlusion",
                                        "What the square shows. A colour is also something to see: compare "
                                        "two of them. The mean colour is 0 in the network's input.")),
         .choices = fillChoices()},
        {.id = u"overlap"_s,
         .name = text(QT_TRANSLATE_NOOP("Occlusion", "Overlaps")),
         .kind = ParamSpec::Kind::Choice,
         .defaultValue = u"mean"_s,
         .help = text(QT_TRANSLATE_NOOP("Occlusion",
                                        "What a pixel gets from the squares that cover it. The sum is "
                                        "smaller near the edges, where fewer do.")),
         .choices = {{u"mean"_s, text(QT_TRANSLATE_NOOP("Occlusion", "Mean"))},
                     {u"sum"_s, text(QT_TRANSLATE_NOOP("Occlusion", "Sum"))}},
         .advanced = true},
    };
}

ParamValues values(int window, int stride, const QString& overlap)
{
    return {{u"window"_s, window}, {u"stride"_s, stride}, {u"fill"_s, u"mean"_s}, {u"overlap"_s, overlap}};
}

QList<Preset> presets()
{
    return {
        {u"zeiler-fergus"_s,
         text(QT_TRANSLATE_NOOP("Occlusion", "Zeiler and Fergus")),
         text(QT_TRANSLATE_NOOP("Occlusion",
                                "A grey square. The paper names no size and draws the probability that is "
                                "left, at the square's centre; this is what is lost, averaged over the "
                                "squares. Choose the probability as score to compare.")),
         values(0, 0, u"mean"_s),
         {}},
        {u"captum"_s,
         text(QT_TRANSLATE_NOOP("Occlusion", "captum")),
         text(QT_TRANSLATE_NOOP("Occlusion",
                                "Covers with 0, averages over the squares, cuts the last one at the edge: as "
                                "here. Size and stride are those of its ResNet tutorial; without one its "
                                "stride is 1. Its mean is rounded to float32.")),
         values(15, 8, u"mean"_s),
         {}},
        {u"pair"_s,
         text(QT_TRANSLATE_NOOP("Occlusion", "PAIR saliency")),
         text(QT_TRANSLATE_NOOP("Occlusion",
                                "15 pixels, stride 1, covered with 0, summed: the edges get less. 44 100 "
                                "passes at 224 pixels, so it takes minutes.")),
         values(15, 1, u"sum"_s),
         {}},
        {u"xplique"_s,
         text(QT_TRANSLATE_NOOP("Occlusion", "xplique")),
         text(QT_TRANSLATE_NOOP("Occlusion",
                                "3 pixels side by side, covered with 0. It leaves a margin at the right and "
                                "below where a square does not fit; here the last square is cut.")),
         values(3, 3, u"sum"_s),
         {}},
        {u"zennit"_s,
         text(QT_TRANSLATE_NOOP("Occlusion", "zennit")),
         text(QT_TRANSLATE_NOOP(
             "Occlusion", "8 pixels side by side, filled with 0. Its default shows the square alone and "
                          "maps the score that is left, which is not done here; this is what it does "
                          "with invert=True, as what is lost.")),
         values(8, 8, u"sum"_s),
         {}},
    };
}

} // namespace

MethodInfo Occlusion::info() const
{
    return {
        .id = u"occlusion"_s,
        .name = text(QT_TRANSLATE_NOOP("Occlusion", "Occlusion")),
        .summary = text(QT_TRANSLATE_NOOP(
            "Occlusion", "Covers one part of the photo after the other and maps how much the score drops. "
                         "Needs no gradient.")),
        .family = MethodInfo::Family::Perturbation,
        .params = params(),
        .presets = presets(),
        .source = u"Zeiler, Fergus 2013, arXiv:1311.2901"_s,
    };
}

} // namespace saliscope::compute

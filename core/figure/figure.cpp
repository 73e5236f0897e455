// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure.h"

#include "core/base/percent_text.h"
#include "core/base/strings.h"

namespace saliscope {
namespace {

const QString separator = u"\u00a0· "_s; // lines break after it

/// "n=50, noise=0.15", and how many samples of a map that was stopped early.
QString paramText(const FigurePanel& panel)
{
    QStringList params;
    const ParamValues& values = panel.recipe().params;
    for (auto param = values.cbegin(); param != values.cend(); ++param)
        if (!param.value().toString().isEmpty())
            params += param.key() + u'=' + param.value().toString();
    QString text = params.join(u", "_s);
    const AttributionPtr& map = panel.attribution;
    if (map && map->samples < map->requestedSamples)
        text += u" (%1 of %2 samples)"_s.arg(map->samples).arg(map->requestedSamples);
    return text;
}

/// What is shown: the photo's name, or what was drawn.
QString subjectText(const FigurePanel& panel)
{
    return panel.drawing ? panel.drawing->label : panel.photo.name;
}

/// What the colours are, method, parameters, what it chose or started from; nothing of a photo alone.
QStringList methodTexts(const FigurePanel& panel, MapAspect aspect)
{
    QStringList texts{panel.methodName, paramText(panel)};
    if (panel.hasMap())
        texts = QStringList{aspectScale(aspect)} + texts + panel.attribution->notes;
    else if (!panel.drawing)
        return {};
    else if (!panel.photo.isNull())
        texts += u"from %1"_s.arg(panel.photo.name);
    texts.removeAll(QString());
    return texts;
}

QStringList originTexts(const FigurePanel& panel)
{
    const QString seed = u"seed %1"_s.arg(panel.recipe().seed);
    return panel.drawing || panel.hasMap() ? QStringList{seed, panel.modelName}
                                           : QStringList{panel.modelName};
}

QString explainedText(const Target& target, const ClassScore& score, const QLocale& locale)
{
    if (target.kind == Target::Kind::Unit)
        return score.label;
    const QString title =
        target.versus ? score.label : score.label + u' ' + percentText(score.probability, locale);
    return target.score == Target::Score::Logit ? title : title + u", "_s + scoreText(target.score);
}

} // namespace

QString panelTitle(const Attribution& attribution, MapAspect aspect, const QLocale& locale)
{
    const QString title = explainedText(attribution.recipe.target, attribution.target, locale);
    return aspect == MapAspect::Map ? title : aspectName(aspect) + separator + title;
}

QString panelTitle(const FigurePanel& panel, MapAspect aspect)
{
    if (!panel.title.isEmpty())
        return panel.title;
    if (!panel.drawing)
        return panelTitle(*panel.attribution, panel.hasMap() ? aspect : MapAspect::Map);
    const AscentFrame& drawing = *panel.drawing;
    return explainedText(drawing.recipe.target, {-1, drawing.label, drawing.probability, drawing.logit},
                         QLocale::c());
}

QString panelCaption(const FigurePanel& panel, MapAspect aspect)
{
    QStringList parts{subjectText(panel)};
    parts += methodTexts(panel, aspect);
    if (panel.hasMap() && panel.attribution->relativeError > 0)
        parts += u"± "_s + percentText(panel.attribution->relativeError);
    parts += originTexts(panel);
    return parts.join(separator);
}

QString sharedCaption(const Figure& figure)
{
    QStringList texts;        // in the order in which they come
    QList<QStringList> names; // of what each applies to
    for (const FigurePanel& panel : figure.panels) {
        const QString text = (methodTexts(panel, figure.options.show) + originTexts(panel)).join(separator);
        if (!texts.contains(text)) {
            texts += text;
            names += QStringList();
        }
        names[texts.indexOf(text)] += subjectText(panel);
    }
    for (qsizetype i = 0; i < texts.size(); ++i)
        texts[i].prepend(names[i].join(u", "_s) + separator);
    return texts.join(u'\n');
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure.h"

#include "core/base/percent_text.h"
#include "core/base/strings.h"

namespace saliscope {
namespace {

const QString separator = u"\u00a0· "_s; // lines break after it

/// "n=50, noise=0.15", and how many samples of a map that was stopped early.
QString paramText(const Attribution& map)
{
    QStringList params;
    for (auto param = map.recipe.params.cbegin(); param != map.recipe.params.cend(); ++param)
        if (!param.value().toString().isEmpty())
            params += param.key() + u'=' + param.value().toString();
    QString text = params.join(u", "_s);
    if (map.samples < map.requestedSamples)
        text += u" (%1 of %2 samples)"_s.arg(map.samples).arg(map.requestedSamples);
    return text;
}

QString methodText(const FigurePanel& panel, MapAspect aspect)
{
    QStringList parts{aspectScale(aspect), panel.methodName, paramText(*panel.attribution)};
    parts += panel.attribution->notes;
    parts.removeAll(QString());
    return parts.join(separator);
}

QString explainedText(const Attribution& attribution, const QLocale& locale)
{
    const Target& target = attribution.recipe.target;
    const QString& label = attribution.target.label;
    if (target.kind == Target::Kind::Unit)
        return label;
    const QString title =
        target.versus ? label : label + u' ' + percentText(attribution.target.probability, locale);
    return target.score == Target::Score::Logit ? title : title + u", "_s + scoreText(target.score);
}

QString originText(const FigurePanel& panel, const Figure& figure)
{
    return u"seed %1"_s.arg(panel.attribution->recipe.seed) + separator + figure.modelName;
}

} // namespace

QString panelTitle(const Attribution& attribution, MapAspect aspect, const QLocale& locale)
{
    const QString title = explainedText(attribution, locale);
    return aspect == MapAspect::Map ? title : aspectName(aspect) + separator + title;
}

QString panelCaption(const FigurePanel& panel, const Figure& figure)
{
    const Attribution& map = *panel.attribution;
    QStringList parts{panel.photo.name, methodText(panel, figure.options.show)};
    if (map.relativeError > 0)
        parts += u"± "_s + percentText(map.relativeError);
    parts += originText(panel, figure);
    return parts.join(separator);
}

QString sharedCaption(const Figure& figure)
{
    QStringList texts;        // in the order in which they come
    QList<QStringList> names; // of the photos to which each applies
    for (const FigurePanel& panel : figure.panels) {
        const QString text = methodText(panel, figure.options.show) + separator + originText(panel, figure);
        if (!texts.contains(text)) {
            texts += text;
            names += QStringList();
        }
        names[texts.indexOf(text)] += panel.photo.name;
    }
    for (qsizetype i = 0; i < texts.size(); ++i)
        texts[i].prepend(names[i].join(u", "_s) + separator);
    return texts.join(u'\n');
}

} // namespace saliscope

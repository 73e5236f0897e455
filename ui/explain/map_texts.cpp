// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/map_texts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "core/base/strings.h"
#include "core/render/color_bar.h"

namespace saliscope {

namespace {

struct MapTexts
{
    Q_DECLARE_TR_FUNCTIONS(MapTexts)
};

constexpr double smallError = 0.05;

QString explainedText(const Attribution& attribution)
{
    const Target& target = attribution.recipe.target;
    if (target.kind == Target::Kind::Unit)
        return attribution.target.label;
    const QString percent = QLocale().toString(attribution.target.probability * 100, 'f', 1);
    const QString text = target.versus ? attribution.target.label
                                       : MapTexts::tr("%1 %2 %").arg(attribution.target.label, percent);
    return target.score == Target::Score::Logit ? text
                                                : MapTexts::tr("%1, %2").arg(text, scoreText(target.score));
}

QString aspectText(MapAspect aspect)
{
    switch (aspect) {
    case MapAspect::Map:
        break;
    case MapAspect::StandardError:
        return MapTexts::tr("colours: standard error of the mean");
    case MapAspect::RelativeError:
        return MapTexts::tr("colours: error / value, at most 1");
    }
    return {};
}

} // namespace

QString mapTitle(const Attribution& attribution, const QString& method, MapAspect aspect)
{
    const QString title = MapTexts::tr("%1 · %2").arg(explainedText(attribution), method);
    switch (aspect) {
    case MapAspect::Map:
        return title;
    case MapAspect::StandardError:
        return MapTexts::tr("Standard error · %1").arg(title);
    case MapAspect::RelativeError:
        return MapTexts::tr("Relative error · %1").arg(title);
    }
    return {};
}

QString mapNotes(const Attribution& attribution, MapAspect aspect)
{
    QStringList parts = attribution.notes + attribution.warnings;
    parts << aspectText(aspect);
    const QLocale locale;
    if (const qint64 samples = samplesFor(attribution, smallError)) {
        parts << MapTexts::tr("mean relative error %1 %")
                     .arg(locale.toString(attribution.relativeError * 100, 'f', 1))
              << MapTexts::tr("%1 % takes %2 samples")
                     .arg(locale.toString(smallError * 100, 'f', 0), locale.toString(samples));
    }
    for (const Measure& measure : attribution.measures)
        parts << u"%1 %2"_s.arg(measure.name, numberText(measure.value));
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/map_texts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <cmath>

#include "core/base/percent_text.h"
#include "core/base/strings.h"
#include "core/figure/figure.h"
#include "core/render/color_bar.h"

namespace saliscope {

namespace {

struct MapTexts
{
    Q_DECLARE_TR_FUNCTIONS(MapTexts)
};

constexpr double smallError = 0.05;

QString aspectText(MapAspect aspect)
{
    return aspect == MapAspect::Map ? QString() : MapTexts::tr("colours: %1").arg(aspectScale(aspect));
}

} // namespace

std::optional<QPoint> placeOnMap(const FloatMap& map, const InputGeometry& geometry, QPointF photo)
{
    const QPointF input = geometry.toInput(photo);
    const QPoint place(int(std::floor(input.x() * map.width / geometry.inputSize.width())),
                       int(std::floor(input.y() * map.height / geometry.inputSize.height())));
    const bool isInside = place.x() >= 0 && place.y() >= 0 && place.x() < map.width && place.y() < map.height;
    return isInside ? std::optional(place) : std::nullopt;
}

QString mapTitle(const Attribution& attribution, const QString& method, MapAspect aspect)
{
    const QStringList parts{panelTitle(attribution, aspect, QLocale()), method};
    return (parts + attribution.notes).join(u" · "_s);
}

QString mapNotes(const Attribution& attribution, MapAspect aspect)
{
    QStringList parts{aspectText(aspect)};
    parts += attribution.warnings;
    const QLocale locale;
    if (const qint64 samples = samplesFor(attribution, smallError)) {
        parts << MapTexts::tr("mean relative error %1").arg(percentText(attribution.relativeError, locale))
              << MapTexts::tr("%1 % takes %2 samples")
                     .arg(locale.toString(smallError * 100, 'f', 0), locale.toString(samples));
    }
    for (const Measure& measure : attribution.measures)
        parts << u"%1 %2"_s.arg(measure.name, numberText(measure.value));
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace saliscope

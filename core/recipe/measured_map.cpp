// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/measured_map.h"

#include <algorithm>

#include "core/base/strings.h"

namespace saliscope {

namespace {

QString quoted(const QString& text)
{
    const bool isPlain = !text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n');
    return isPlain ? text : u'"' + QString(text).replace(u"\""_s, u"\"\""_s) + u'"';
}

QString number(double value)
{
    return QString::number(value, 'g', 9);
}

} // namespace

const MetricResult* resultOf(const MeasuredMap& map, const QString& metric)
{
    const QList<MetricResult>& results = map.measurement.results;
    const auto found = std::find_if(results.begin(), results.end(),
                                    [&](const MetricResult& result) { return result.metric == metric; });
    return found == results.end() ? nullptr : &*found;
}

QStringList metricsOf(const QList<MeasuredMap>& maps)
{
    QStringList metrics;
    for (const MeasuredMap& map : maps)
        for (const MetricResult& result : map.measurement.results)
            if (!metrics.contains(result.metric))
                metrics += result.metric;
    return metrics;
}

QByteArray measuredCsv(const QList<MeasuredMap>& maps)
{
    const QStringList metrics = metricsOf(maps);
    const auto hasErrors = [&](const QString& metric) {
        return std::any_of(maps.begin(), maps.end(), [&](const MeasuredMap& map) {
            const MetricResult* result = resultOf(map, metric);
            return result && result->standardError > 0;
        });
    };
    QStringList names{u"image"_s, u"class"_s, u"method"_s};
    for (const QString& metric : metrics) {
        names += metric;
        if (hasErrors(metric))
            names += metric + u" standard error"_s;
    }
    QString csv = names.join(u',') + u'\n';
    for (const MeasuredMap& map : maps) {
        const Attribution& attribution = *map.measurement.attribution;
        QStringList cells{quoted(map.image), quoted(attribution.target.label), attribution.recipe.method};
        for (const QString& metric : metrics) {
            const MetricResult* result = resultOf(map, metric);
            cells += result && result->value ? number(*result->value) : QString();
            if (hasErrors(metric))
                cells += result ? number(result->standardError) : QString();
        }
        csv += cells.join(u',') + u'\n';
    }
    return csv.toUtf8();
}

} // namespace saliscope

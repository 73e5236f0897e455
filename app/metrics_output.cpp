// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/metrics_output.h"

#include <QJsonObject>

#include <algorithm>
#include <cmath>

#include "app/json.h"
#include "core/base/strings.h"

namespace saliscope::app {
namespace {

using Row = QStringList;

QString arrow(const MetricInfo& metric)
{
    return metric.better == MetricInfo::Better::Higher ? u"↑"_s : u"↓"_s;
}

QString number(std::optional<double> value)
{
    return value ? QString::number(*value, 'g', 4) : u"-"_s;
}

QString cell(const MetricResult& result)
{
    const QString error =
        result.standardError > 0 ? u" ± "_s + QString::number(result.standardError, 'g', 2) : QString();
    return number(result.value) + error;
}

Row header(const QList<MetricInfo>& metrics)
{
    Row row{u"method"_s};
    for (const MetricInfo& metric : metrics)
        row += metric.id + u' ' + arrow(metric);
    return row;
}

/// The first column to the left, the others to the right, each as wide as its widest cell.
QString aligned(const QList<Row>& rows)
{
    QStringList lines;
    for (const Row& row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            const auto width = std::max_element(rows.begin(), rows.end(),
                                                [&](const Row& a, const Row& b) {
                                                    return a[column].size() < b[column].size();
                                                })
                                   ->at(column)
                                   .size();
            line +=
                column == 0 ? row[column].leftJustified(width) : u"  "_s + row[column].rightJustified(width);
        }
        lines += u"  "_s + line;
    }
    return lines.join(u'\n');
}

QString table(const MeasuredImage& image, const QList<MetricInfo>& metrics)
{
    QList<Row> rows{header(metrics)};
    QStringList notes;
    for (const Measurement& measurement : image.methods) {
        const QString method = measurement.attribution->recipe.method;
        Row row{method};
        for (const MetricResult& result : measurement.results) {
            row += cell(result);
            for (const QString& note : result.notes)
                notes += u"\n  %1, %2: %3"_s.arg(method, result.metric, QString(note).replace(u'\n', u' '));
        }
        rows += row;
    }
    const ClassScore& target = image.methods.front().attribution->target;
    return u"%1: %2\n%3%4"_s.arg(image.picture.path, target.label, aligned(rows), notes.join(QString()));
}

/// Over the images that have a value.
MetricResult meanOf(const QList<MeasuredImage>& images, qsizetype method, qsizetype metric)
{
    QList<double> values;
    for (const MeasuredImage& image : images) {
        if (const auto value = image.methods[method].results[metric].value)
            values += *value;
    }
    MetricResult mean;
    if (values.isEmpty())
        return mean;
    double sum = 0;
    for (const double value : values)
        sum += value;
    mean.value = sum / double(values.size());
    double squares = 0;
    for (const double value : values)
        squares += (value - *mean.value) * (value - *mean.value);
    if (values.size() > 1)
        mean.standardError = std::sqrt(squares / double(values.size() * (values.size() - 1)));
    return mean;
}

QString meanTable(const QList<MeasuredImage>& images, const QList<MetricInfo>& metrics)
{
    QList<Row> rows{header(metrics)};
    for (qsizetype method = 0; method < images.front().methods.size(); ++method) {
        Row row{images.front().methods[method].attribution->recipe.method};
        for (qsizetype metric = 0; metric < metrics.size(); ++metric)
            row += cell(meanOf(images, method, metric));
        rows += row;
    }
    return u"mean of %1 images ± standard error\n%2"_s.arg(images.size()).arg(aligned(rows));
}

QJsonValue jsonNumber(std::optional<double> value)
{
    return value && std::isfinite(*value) ? QJsonValue(*value) : QJsonValue();
}

QJsonObject curveJson(const MetricCurve& curve)
{
    QJsonArray x;
    QJsonArray y;
    for (const QPointF& point : curve.points) {
        x += point.x();
        y += point.y();
    }
    return {{u"name"_s, curve.name},
            {u"x_name"_s, curve.xName},
            {u"y_name"_s, curve.yName},
            {u"x"_s, x},
            {u"y"_s, y}};
}

QJsonObject resultJson(const MetricResult& result)
{
    QJsonObject details;
    for (const Measure& measure : result.details)
        details.insert(measure.name, jsonNumber(measure.value));
    QJsonArray curves;
    for (const MetricCurve& curve : result.curves)
        curves += curveJson(curve);
    QJsonArray stages;
    for (const RandomisedMap& stage : result.randomised)
        stages += QJsonObject{{u"layer"_s, stage.layer},
                              {u"layers"_s, stage.layers},
                              {u"rank_correlation"_s, stage.rankCorrelation},
                              {u"ssim"_s, stage.similarity}};
    QJsonObject json{{u"metric"_s, result.metric},
                     {u"params"_s, QJsonObject::fromVariantMap(result.params)},
                     {u"value"_s, jsonNumber(result.value)},
                     {u"standard_error"_s, result.standardError},
                     {u"details"_s, details},
                     {u"curves"_s, curves},
                     {u"notes"_s, QJsonArray::fromStringList(result.notes)},
                     {u"seconds"_s, result.seconds}};
    if (!stages.isEmpty())
        json.insert(u"stages"_s, stages);
    return json;
}

} // namespace

QString metricsText(const QList<MeasuredImage>& images, const QList<MetricInfo>& metrics)
{
    QStringList parts;
    for (const MeasuredImage& image : images)
        parts += table(image, metrics);
    if (images.size() > 1)
        parts += meanTable(images, metrics);
    parts += u"↓ lower is better, ↑ higher is better; \"saliscope metrics --list\" says what they mean."_s;
    return parts.join(u"\n\n"_s);
}

QJsonArray metricsJson(const QList<MeasuredImage>& images)
{
    QJsonArray document;
    for (const MeasuredImage& image : images) {
        for (const Measurement& measurement : image.methods) {
            const Attribution& map = *measurement.attribution;
            QJsonArray results;
            for (const MetricResult& result : measurement.results)
                results += resultJson(result);
            document += QJsonObject{{u"image"_s, image.picture.path},
                                    {u"target"_s, targetJson(map.recipe.target, map.target)},
                                    {u"method"_s, map.recipe.method},
                                    {u"params"_s, QJsonObject::fromVariantMap(map.recipe.params)},
                                    {u"seed"_s, double(map.recipe.seed)},
                                    {u"seconds"_s, map.seconds},
                                    {u"metrics"_s, results}};
        }
    }
    return document;
}

QString metricListText(const QList<MetricInfo>& metrics)
{
    QStringList texts;
    for (const MetricInfo& metric : metrics) {
        QString lines = u"%1 %2 %3\n  %4"_s.arg(metric.id, arrow(metric), metric.name, metric.meaning);
        if (metric.explainsAgain)
            lines += u"\n  Makes the map many times over; only computed when it is named."_s;
        if (metric.needsBox)
            lines += u"\n  Needs --box."_s;
        for (const ParamSpec& spec : metric.params)
            lines += u"\n  --metric-param %1.%2"_s.arg(metric.id, paramText(spec));
        texts += lines + u"\n  "_s + metric.source;
    }
    return texts.join(u"\n\n"_s);
}

QJsonArray metricListJson(const QList<MetricInfo>& metrics)
{
    QJsonArray document;
    for (const MetricInfo& metric : metrics) {
        QJsonArray params;
        for (const ParamSpec& spec : metric.params)
            params += paramJson(spec);
        document +=
            QJsonObject{{u"id"_s, metric.id},
                        {u"name"_s, metric.name},
                        {u"meaning"_s, metric.meaning},
                        {u"better"_s, metric.better == MetricInfo::Better::Higher ? u"higher"_s : u"lower"_s},
                        {u"explains_again"_s, metric.explainsAgain},
                        {u"needs_box"_s, metric.needsBox},
                        {u"params"_s, params},
                        {u"source"_s, metric.source}};
    }
    return document;
}

} // namespace saliscope::app

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metrics/measures_model.h"

#include <QLocale>

#include <algorithm>

#include "core/base/strings.h"

namespace saliscope {

namespace {

template <typename Info>
const Info* findInfo(const QList<Info>& infos, const QString& id)
{
    const auto found =
        std::find_if(infos.begin(), infos.end(), [&](const Info& info) { return info.id == id; });
    return found == infos.end() ? nullptr : &*found;
}

QString numberText(double value)
{
    return QLocale().toString(value, 'g', 4);
}

QString paramsText(const ParamValues& params)
{
    QStringList parts;
    for (auto it = params.begin(); it != params.end(); ++it)
        parts += u"%1=%2"_s.arg(it.key(), it.value().toString());
    return parts.join(u", "_s);
}

/// Whatever stands behind the number.
QString explanation(const MetricResult& result)
{
    QStringList lines;
    for (const Measure& measure : result.details)
        lines += u"%1: %2"_s.arg(measure.name, numberText(measure.value));
    lines += result.notes;
    if (!result.params.isEmpty())
        lines += paramsText(result.params);
    return lines.join(u'\n');
}

} // namespace

MeasuresModel::MeasuresModel(QObject* parent)
    : QAbstractTableModel(parent)
{}

void MeasuresModel::setInfos(const QList<MethodInfo>& methods, const QList<MetricInfo>& metrics)
{
    m_methods = methods;
    m_metrics = metrics;
}

void MeasuresModel::add(const MeasuredMap& map)
{
    beginResetModel();
    const auto same = std::find_if(m_maps.begin(), m_maps.end(), [&](const MeasuredMap& known) {
        return known.measurement.attribution->recipe == map.measurement.attribution->recipe;
    });
    if (same == m_maps.end()) {
        m_maps += map;
    } else {
        MeasuredMap merged = map;
        for (const MetricResult& result : same->measurement.results) {
            if (!resultOf(map, result.metric))
                merged.measurement.results += result;
        }
        *same = merged;
    }
    m_columns = metricsOf(m_maps);
    endResetModel();
}

void MeasuresModel::remove(QList<int> rows)
{
    beginResetModel();
    std::sort(rows.begin(), rows.end(), std::greater());
    for (const int row : rows)
        m_maps.removeAt(row);
    m_columns = metricsOf(m_maps);
    endResetModel();
}

QString MeasuresModel::lineName(int row) const
{
    const Attribution& map = *m_maps[row].measurement.attribution;
    return u"%1, %2"_s.arg(methodName(map.recipe.method), map.target.label);
}

QString MeasuresModel::metric(int column) const
{
    return m_columns.value(column - FirstMetric);
}

QString MeasuresModel::methodName(const QString& id) const
{
    const MethodInfo* info = findInfo(m_methods, id);
    return info ? info->name : id;
}

int MeasuresModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_maps.size());
}

int MeasuresModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstMetric + int(m_columns.size());
}

QVariant MeasuresModel::data(const QModelIndex& index, int role) const
{
    const MeasuredMap& map = m_maps[index.row()];
    if (index.column() < FirstMetric) {
        if (role == Qt::DisplayRole || role == SortRole)
            return textColumn(map, index.column());
        if (role == Qt::ToolTipRole)
            return paramsText(map.measurement.attribution->recipe.params);
        return {};
    }
    const MetricResult* result = resultOf(map, metric(index.column()));
    return result ? numberColumn(*result, role) : QVariant();
}

QVariant MeasuresModel::textColumn(const MeasuredMap& map, int column) const
{
    const Attribution& attribution = *map.measurement.attribution;
    if (column == Photo)
        return map.image;
    return column == Class ? attribution.target.label : methodName(attribution.recipe.method);
}

QVariant MeasuresModel::numberColumn(const MetricResult& result, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        if (!result.value)
            return u"–"_s;
        return result.standardError > 0 ? u"%1 ± %2"_s.arg(numberText(*result.value),
                                                           QLocale().toString(result.standardError, 'g', 2))
                                        : numberText(*result.value);
    case SortRole:
        return result.value ? QVariant(*result.value) : QVariant();
    case Qt::ToolTipRole:
        return explanation(result);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant MeasuresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (section < FirstMetric)
        return role == Qt::DisplayRole
                   ? QVariant(QStringList{tr("Photo"), tr("Class"), tr("Method")}[section])
                   : QVariant();
    const MetricInfo* info = findInfo(m_metrics, metric(section));
    const bool isHigher = info && info->better == MetricInfo::Better::Higher;
    if (role == Qt::DisplayRole)
        return u"%1 %2"_s.arg(info ? info->name : metric(section), isHigher ? u"↑"_s : u"↓"_s);
    if (role == Qt::ToolTipRole && info)
        return u"%1\n%2\n%3"_s.arg(info->meaning, isHigher ? tr("Higher is better.") : tr("Lower is better."),
                                   info->source);
    return {};
}

} // namespace saliscope

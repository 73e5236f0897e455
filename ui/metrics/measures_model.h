// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/recipe/measured_map.h"
#include "core/recipe/method_info.h"

namespace saliscope {

/// Judged maps as lines, metrics as columns. Sorted by the numbers, not by their texts: SortRole.
class MeasuresModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr int SortRole = Qt::UserRole;
    enum Column
    {
        Photo,
        Class,
        Method,
        FirstMetric
    };

    explicit MeasuresModel(QObject* parent = nullptr);

    /// What the columns are called and mean.
    void setInfos(const QList<MethodInfo>& methods, const QList<MetricInfo>& metrics);
    /// In the place of an earlier line about the same map, whose other numbers stay; or as a new line.
    void add(const MeasuredMap& map);
    void remove(QList<int> rows);

    const QList<MeasuredMap>& maps() const { return m_maps; }
    /// "SmoothGrad, koala": a line of a legend.
    QString lineName(int row) const;
    /// Of a column; empty before FirstMetric.
    QString metric(int column) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString methodName(const QString& id) const;
    QVariant textColumn(const MeasuredMap& map, int column) const;
    QVariant numberColumn(const MetricResult& result, int role) const;

    QList<MeasuredMap> m_maps;
    QStringList m_columns; ///< Metrics by id.
    QList<MethodInfo> m_methods;
    QList<MetricInfo> m_metrics;
};

} // namespace saliscope

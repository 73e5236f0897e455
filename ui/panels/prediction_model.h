// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "core/recipe/prediction.h"
#include "core/recipe/target.h"

namespace saliscope {

/// The most probable classes and, when it is not among them, the class that is explained.
class PredictionModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int shownClasses = 9;

    enum Role
    {
        ProbabilityRole = Qt::UserRole,
        RankRole,
        IsTargetRole,
    };

    using QAbstractListModel::QAbstractListModel;

    void setPrediction(const Prediction& prediction);
    void setTarget(const Target& target);
    void clear();

    /// Of the explained class; -1 when there is no such row.
    int targetRow() const;
    const ClassScore& score(int row) const { return m_rows.at(row).score; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row
    {
        ClassScore score;
        int rank = 0;
    };

    bool isTarget(const Row& row) const;
    void rebuild();

    Prediction m_prediction;
    Target m_target;
    QList<Row> m_rows;
};

} // namespace saliscope

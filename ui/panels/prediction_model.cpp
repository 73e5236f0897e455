// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/prediction_model.h"

#include "core/base/percent_text.h"

namespace saliscope {

void PredictionModel::setPrediction(const Prediction& prediction)
{
    m_prediction = prediction;
    rebuild();
}

void PredictionModel::setTarget(const Target& target)
{
    m_target = target;
    rebuild();
}

void PredictionModel::clear()
{
    setPrediction({});
}

bool PredictionModel::isTarget(const Row& row) const
{
    switch (m_target.kind) {
    case Target::Kind::Rank:
        return row.rank == m_target.index;
    case Target::Kind::Class:
        return row.score.index == m_target.index;
    case Target::Kind::Unit:
        break;
    }
    return false;
}

void PredictionModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (int rank = 0; rank < m_prediction.classes.size(); ++rank) {
        const Row row{m_prediction.classes.at(rank), rank};
        if (rank < shownClasses || isTarget(row))
            m_rows << row;
    }
    endResetModel();
}

int PredictionModel::targetRow() const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (isTarget(m_rows.at(row)))
            return row;
    }
    return -1;
}

int PredictionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PredictionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(index.row());
    const QString percent = percentText(row.score.probability, QLocale());
    switch (role) {
    case Qt::DisplayRole:
        return row.score.label;
    case Qt::AccessibleTextRole:
        return tr("%1, %2, rank %3").arg(row.score.label, percent, QString::number(row.rank + 1));
    case Qt::ToolTipRole:
        return tr("%1: %2, logit %3, class %4, rank %5")
            .arg(row.score.label, percent, QLocale().toString(row.score.logit, 'f', 2),
                 QString::number(row.score.index), QString::number(row.rank + 1));
    case ProbabilityRole:
        return row.score.probability;
    case RankRole:
        return row.rank;
    case IsTargetRole:
        return isTarget(row);
    default:
        return {};
    }
}

} // namespace saliscope

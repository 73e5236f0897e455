// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/error.h"
#include "core/recipe/prediction.h"
#include "core/recipe/target.h"

class QCheckBox;
class QListView;

namespace saliscope {

class ClassSearch;
class InPlaceMessage;
class PredictionModel;

/// What the model says: the most probable classes, and the choice of the one to explain.
class PredictionPanel : public QWidget
{
    Q_OBJECT
public:
    explicit PredictionPanel(QWidget* parent = nullptr);

    void setLabels(const QStringList& labels);
    void setPrediction(const Prediction& prediction);
    void setTarget(const Target& target);
    void showError(const Error& error);
    /// Why there are none yet.
    void showWaiting(const QString& text);

    /// Explains the class of rank `rank` (0: the most probable), where there is one.
    void chooseRank(int rank);

    QListView* list() const { return m_list; }
    ClassSearch* search() const { return m_search; }

Q_SIGNALS:
    void targetChosen(const saliscope::Target& target, const QString& label);

private:
    void selectTarget();

    PredictionModel* m_model;
    QListView* m_list;
    InPlaceMessage* m_message;
    ClassSearch* m_search;
    QCheckBox* m_follow;
};

} // namespace saliscope

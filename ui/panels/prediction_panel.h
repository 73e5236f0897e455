// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/error.h"
#include "core/recipe/model_info.h"
#include "core/recipe/prediction.h"
#include "core/recipe/target.h"

class QCheckBox;
class QListView;

namespace saliscope {

class ClassSearch;
class InPlaceMessage;
class PredictionModel;
class TargetForm;

/// What the model says: the most probable classes, and the choice of what to explain.
class PredictionPanel : public QWidget
{
    Q_OBJECT
public:
    explicit PredictionPanel(QWidget* parent = nullptr);

    /// The classes and layers to choose from.
    void setModel(const ModelInfo& model);
    void setPrediction(const Prediction& prediction);
    void setTarget(const Target& target);
    void showError(const Error& error);
    /// Why there are none yet.
    void showWaiting(const QString& text);

    /// Explains the class of rank `rank` (0: the most probable), where there is one.
    void chooseRank(int rank);

    /// Explains the class below the explained one in the list, the first after the last.
    void chooseNext();

    QListView* list() const { return m_list; }
    ClassSearch* search() const { return m_search; }

Q_SIGNALS:
    void targetChosen(const saliscope::Target& target, const QString& label);

private:
    /// The rest of the target stays as it is.
    void explainClass(int classIndex, const QString& label);
    void selectTarget();

    PredictionModel* m_model;
    QListView* m_list;
    InPlaceMessage* m_message;
    ClassSearch* m_search;
    QCheckBox* m_follow;
    TargetForm* m_form;
    Target m_target;
};

} // namespace saliscope

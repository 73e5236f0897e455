// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/error.h"
#include "core/recipe/model_info.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace saliscope {

class CardForm;
class InPlaceMessage;

/// What is known about the model, what the doctor found, and its card to change and save.
class ModelPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ModelPanel(QWidget* parent = nullptr);

    void setInfo(const ModelInfo& info);
    void showError(const Error& error);
    void showWaiting(const QString& text);
    void setLabels(const QStringList& labels);

Q_SIGNALS:
    /// The person wants these values used.
    void cardChosen(const saliscope::ModelCard& card);
    void saveRequested(const saliscope::ModelCard& card);
    void labelsRequested();

private:
    QWidget* makeBody();
    QWidget* makeButtons();
    void showFacts(const ModelInfo& info);
    void showFindings(const QList<Finding>& findings);
    void updateButtons();

    ModelInfo m_info;
    InPlaceMessage* m_message;
    QLabel* m_facts = nullptr;
    QVBoxLayout* m_findings = nullptr;
    CardForm* m_card = nullptr;
    QPushButton* m_use = nullptr;
    QPushButton* m_revert = nullptr;
    QPushButton* m_save = nullptr;
    QWidget* m_body; ///< After what it holds: makeBody() makes that, too.
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/recipe/attribution.h"
#include "core/recipe/method_info.h"

class QAction;
class QLabel;

namespace saliscope {

class MethodBox;
class MethodForm;

/// Choice of the method that explains, and its parameters.
class MethodPanel : public QWidget
{
    Q_OBJECT
public:
    /// `noisyInput` shows what noise does, so its button stands by the noise; null: no such button.
    explicit MethodPanel(QAction* noisyInput, QWidget* parent = nullptr);

    void setMethods(const QList<MethodInfo>& methods);
    void setValues(const QString& methodId, const ParamValues& values, quint64 seed);
    void setStyle(const RenderStyle& style);
    /// What the noise amounts to in the map on screen.
    void showEffective(const Attribution& attribution);

    MethodForm* form() const { return m_form; }

protected:
    void changeEvent(QEvent* event) override;

Q_SIGNALS:
    void methodChosen(const saliscope::MethodInfo& method);

private:
    const MethodInfo* find(const QString& id) const; ///< Null if it is not among them.
    void showValues();
    QString effectiveText() const;
    QString choiceText(const QString& paramId) const;

    QList<MethodInfo> m_methods;
    MethodBox* m_method;
    QLabel* m_summary;
    QLabel* m_source;
    MethodForm* m_form;
    ParamValues m_values; ///< Of the shown method, every one.
    RenderStyle m_style;
    QAction* m_noisyInput;
    double m_levelsPerNoise = 0; ///< 8-bit levels of noise 1, as last computed; 0: not known yet.
    double m_sigmaPerNoise = 0;
};

} // namespace saliscope

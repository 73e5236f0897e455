// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/recipe/attribution.h"
#include "core/recipe/method_info.h"

class QComboBox;
class QLabel;

namespace saliscope {

class MethodForm;

/// Choice of the method that explains, and its parameters.
class MethodPanel : public QWidget
{
    Q_OBJECT
public:
    explicit MethodPanel(QWidget* parent = nullptr);

    void setMethods(const QList<MethodInfo>& methods);
    void setValues(const QString& methodId, const ParamValues& values, quint64 seed);
    /// What the noise amounts to in the map on screen.
    void showEffective(const Attribution& attribution);

    MethodForm* form() const { return m_form; }

Q_SIGNALS:
    void methodChosen(const saliscope::MethodInfo& method);

private:
    void showNoise(const ParamValues& completed);

    QList<MethodInfo> m_methods;
    QComboBox* m_method;
    QLabel* m_summary;
    MethodForm* m_form;
    double m_levelsPerNoise = 0; ///< 8-bit levels of noise 1, as last computed; 0: not known yet.
    double m_sigmaPerNoise = 0;
};

} // namespace saliscope

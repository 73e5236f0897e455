// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/recipe/method_info.h"

class QComboBox;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace saliscope {

class ParamForm;

/// Preset, parameters and seed of one method, as both workspaces use them.
class MethodForm : public QWidget
{
    Q_OBJECT
public:
    explicit MethodForm(QWidget* parent = nullptr);

    /// Builds the controls anew when the method is another one.
    void setMethod(const MethodInfo& method);
    const MethodInfo& method() const { return m_method; }
    void setValues(const ParamValues& values, quint64 seed);

    ParamForm* params() const { return m_params; }

Q_SIGNALS:
    void paramEdited(const saliscope::ParamSpec& spec, const QVariant& value);
    void presetChosen(const saliscope::Preset& preset);
    void seedEdited(quint64 seed);
    void resetRequested();
    void gestureEnded();

private:
    QWidget* makePresetRow();
    QWidget* makeSeedRow();
    void showPreset(const ParamValues& values);

    MethodInfo m_method;
    QVBoxLayout* m_column;
    QComboBox* m_preset;
    QSpinBox* m_seed;
    ParamForm* m_params = nullptr;
};

} // namespace saliscope

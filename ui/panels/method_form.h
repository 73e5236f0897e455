// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/recipe/method_info.h"
#include "core/recipe/model_info.h"

class QComboBox;
class QLabel;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace saliscope {

class ParamForm;

/// Preset, parameters and seed of one method, as both workspaces use them. The parameters of wrapped methods
/// (see withWrapped()) stand below its own, under the name of the wrapped method.
class MethodForm : public QWidget
{
    Q_OBJECT
public:
    explicit MethodForm(QWidget* parent = nullptr);

    /// Keeps the controls of what is still the same: the method, or a method that it wraps.
    void setMethod(const MethodInfo& method);
    const MethodInfo& method() const { return m_method; }
    void setValues(const ParamValues& values, quint64 seed);
    /// A preset that has a display is shown as chosen while it is this one.
    void setStyle(const RenderStyle& style);

    /// One line that says what the parameters amount to, whatever the preset's name.
    void setEffective(const QString& text);
    /// What Layer parameters choose from.
    void setLayers(const QList<LayerInfo>& layers);

    /// The method's own parameters; null before the first method.
    ParamForm* params() const { return m_sections.isEmpty() ? nullptr : m_sections.first().form; }

Q_SIGNALS:
    void paramEdited(const saliscope::ParamSpec& spec, const QVariant& value);
    void presetChosen(const saliscope::Preset& preset);
    void seedEdited(quint64 seed);
    void resetRequested();
    void gestureEnded();
    void browseRequested(const saliscope::ParamSpec& spec, bool folder);

private:
    QWidget* makePresetRow();
    QWidget* makeSeedRow();
    /// Own parameters, then those of each wrapped method.
    struct Section
    {
        QString prefix; ///< Of the ids: "", "of", "of.first".
        QString method; ///< Whose parameters they are.
        QLabel* heading = nullptr;
        ParamForm* form = nullptr;
    };

    void arrange(const ParamValues& values);
    Section makeSection(const Section& plan, const QList<ParamSpec>& specs);
    QString wrappedName(const QString& wrapping, const QString& id) const;
    bool isInEffect(const Preset& preset) const;
    void showPreset();

    MethodInfo m_method;
    ParamValues m_values; ///< Every one.
    RenderStyle m_style;
    QString m_chosenPreset; ///< The last one that a person chose: others may be just the same.
    QVBoxLayout* m_column;
    QComboBox* m_preset;
    QLabel* m_remark; ///< Of the preset.
    QLabel* m_effective;
    QSpinBox* m_seed;
    QList<Section> m_sections;
    QList<LayerInfo> m_layers;
};

} // namespace saliscope

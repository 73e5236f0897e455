// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QWidget>

#include <functional>

#include "core/recipe/model_info.h"
#include "core/recipe/param_spec.h"

class QAction;
class QFormLayout;
class QLabel;
class QToolButton;

namespace saliscope {

class LayerChooser;

/// The controls of a method, made from its ParamSpecs: the rare ones are folded away. Knows nothing of
/// methods; tells what the person changed and shows what it is given.
class ParamForm : public QWidget
{
    Q_OBJECT
public:
    explicit ParamForm(const QList<ParamSpec>& specs, QWidget* parent = nullptr);

    /// Shows `values`, defaults where one is missing, without a signal.
    void setValues(const ParamValues& values);
    /// What Layer parameters choose from: those with places, since maps are made of them.
    void setLayers(const QList<LayerInfo>& layers);
    /// A remark under the control of a parameter, such as its value in other units.
    void setNote(const QString& paramId, const QString& text);
    /// A button for `action` under the control of a parameter, where there is such a parameter.
    void setTool(const QString& paramId, QAction* action);

    /// The control that people edit, for tests and focus.
    QWidget* control(const QString& paramId) const { return m_rows.value(paramId).control; }

Q_SIGNALS:
    void valueEdited(const saliscope::ParamSpec& spec, const QVariant& value);
    void gestureEnded();
    /// The person wants to pick a path in a dialog: a folder, or a picture.
    void browseRequested(const saliscope::ParamSpec& spec, bool folder);

private:
    struct Row
    {
        QWidget* control = nullptr;
        QLabel* note = nullptr;
        std::function<void(const QVariant&)> show;
        QFormLayout* layout = nullptr; ///< That it stands in.
        QToolButton* tool = nullptr;
    };

    void addRow(const ParamSpec& spec, QFormLayout* layout);
    void showWhetherItCounts(const ParamSpec& spec, const ParamValues& values);
    Row makeNumber(const ParamSpec& spec);
    Row makeCheckBox(const ParamSpec& spec);
    Row makeChoice(const ParamSpec& spec);
    Row makeLayers(const ParamSpec& spec);
    Row makePath(const ParamSpec& spec);

    QList<ParamSpec> m_specs;
    QMap<QString, Row> m_rows;
    QList<LayerChooser*> m_layerChoosers;
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/recipe/model_info.h"
#include "core/recipe/target.h"

class QComboBox;
class QFormLayout;
class QSpinBox;

namespace saliscope {

class ClassSearch;
class LayerChooser;

/// What of the chosen class is explained (its score, or its lead over another class), or the unit of a layer
/// that is explained in its place.
class TargetForm : public QWidget
{
    Q_OBJECT
public:
    explicit TargetForm(QWidget* parent = nullptr);

    void setLabels(const QStringList& labels);
    void setLayers(const QList<LayerInfo>& layers);
    void setTarget(const Target& target);

Q_SIGNALS:
    /// `label` names the change, as people read it.
    void targetEdited(const saliscope::Target& target, const QString& label);

private:
    void makeScores();
    void makeComparison();
    void makeUnit();
    QSpinBox* makeNumber(const QString& name, int Target::*field, const QString& help);
    void chooseLayer(const QString& name);
    void showUnit();
    QString versusText() const;
    const LayerInfo* layer() const; ///< Null while a class is explained.

    Target m_target;
    QList<LayerInfo> m_layerInfos;
    QFormLayout* m_form;
    QComboBox* m_score;
    ClassSearch* m_versus;
    LayerChooser* m_layer;
    QSpinBox* m_unit;
    QSpinBox* m_row;
    QSpinBox* m_column;
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

#include "core/recipe/model_card.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace saliscope {

/// What a model file does not say about itself, as controls.
class CardForm : public QWidget
{
    Q_OBJECT
public:
    explicit CardForm(QWidget* parent = nullptr);

    void setCard(const ModelCard& card);
    ModelCard card() const;
    void setLabels(const QStringList& labels);

Q_SIGNALS:
    void edited();
    void labelsRequested();

private:
    QSpinBox* addPixels(QFormLayout* form, const QString& name, const QString& help, int minimum);
    QComboBox* addChoice(QFormLayout* form, const QString& name, const QString& help,
                         const QStringList& choices);
    std::array<QDoubleSpinBox*, 3> addTriple(QFormLayout* form, const QString& name, const QString& help,
                                             double minimum);
    void addLabelsRow(QFormLayout* form);

    ModelCard m_card; ///< What has no control is kept.
    QSpinBox* m_width;
    QSpinBox* m_height;
    QSpinBox* m_resize;
    QCheckBox* m_crop;
    QComboBox* m_interpolation;
    QComboBox* m_channels;
    std::array<QDoubleSpinBox*, 3> m_mean;
    std::array<QDoubleSpinBox*, 3> m_std;
    QComboBox* m_output;
    QLabel* m_labels = nullptr;
};

} // namespace saliscope

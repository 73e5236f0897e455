// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/figure/figure.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace saliscope {

class FigurePreview;
class Settings;

/// How a figure is to be exported, with a preview. Remembers the choices when it is accepted.
class FigureDialog : public QDialog
{
    Q_OBJECT
public:
    /// `shown` is the photo on screen; `all` those of the `photoCount` open ones that have a map.
    FigureDialog(Figure shown, Figure all, qsizetype photoCount, Settings& settings,
                 QWidget* parent = nullptr);

    /// As chosen.
    Figure figure() const;

    void accept() override;

private:
    QComboBox* makeLayouts();
    QComboBox* makeAspects();
    QComboBox* makeBackgrounds();
    QSpinBox* makeResolution();
    void addRow(const QString& name, QWidget* field);
    void addButtons();
    void refresh();
    bool hasLayouts() const { return m_photoCount > 1; }
    bool hasErrors() const;

    Figure m_shown;
    Figure m_all;
    qsizetype m_photoCount;
    Settings& m_settings;
    FigurePreview* m_preview;
    QFormLayout* m_form;
    QComboBox* m_layout;
    QComboBox* m_aspect;
    QComboBox* m_background;
    QSpinBox* m_dpi;
    QLabel* m_leftOut;
    QLabel* m_size;
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/engine/ascent_state.h"
#include "core/recipe/ascent_frame.h"

class QLabel;
class QSlider;
class QToolButton;

namespace saliscope {

class Actions;
class LossPlot;
class Pane;
class PictureView;

/// The middle of the Ascend workspace: the living picture, its controls, the slider over kept pictures and
/// the curves. Shows; decides nothing.
class AscendPage : public QWidget
{
    Q_OBJECT
public:
    explicit AscendPage(const Actions& actions, QWidget* parent = nullptr);

    PictureView* view() const { return m_view; }
    QSlider* timeline() const { return m_timeline; }
    LossPlot* plot() const { return m_plot; }

    void showFrame(const AscentFrame& frame);
    void clearFrame(const QString& title);
    void setFrameCount(int count, int shown);
    QString readout() const;
    /// The picture has the whole page, without the curves.
    void setFilled(bool filled);

Q_SIGNALS:
    void frameChosen(int index);
    void bestRequested();

private:
    QWidget* makeTransport(const Actions& actions);

    Pane* m_pane;
    PictureView* m_view;
    QSlider* m_timeline;
    QLabel* m_readout;
    LossPlot* m_plot;
};

} // namespace saliscope

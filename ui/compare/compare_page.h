// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/session/board.h"

class QComboBox;
class QLabel;
class QScrollArea;
class QSpinBox;
class QStackedLayout;
class QToolButton;

namespace saliscope {

class Actions;
class BoardGrid;
class InPlaceMessage;

/// What of the panels is drawn while one of them is the reference.
enum class BoardView
{
    Maps,
    Difference, ///< This map minus the reference.
    Split       ///< The reference left of a divider.
};

/// The middle of the Compare workspace: the bar of the board and the grid of its panels, or what to do while
/// there are none. Shows; decides nothing.
class ComparePage : public QWidget
{
    Q_OBJECT
public:
    explicit ComparePage(const Actions& actions, QWidget* parent = nullptr);

    BoardGrid* grid() const { return m_grid; }
    InPlaceMessage* emptyMessage() const { return m_empty; }

    void setBoard(const Board& board);
    BoardView view() const;
    void setSummary(const QString& text);
    /// Whether a panel can be seen without scrolling.
    bool isInSight(const QWidget& panel) const;
    void bringIntoSight(QWidget& panel);

Q_SIGNALS:
    void columnsEdited(int columns);
    void columnsFinished();
    void scaleChosen(saliscope::BoardScale scale);
    void viewChosen();
    /// Scrolled or resized: other panels are in sight.
    void sightChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeBar(const Actions& actions);
    QComboBox* makeScales();
    QComboBox* makeViews();
    void makeEmptyMessage(const Actions& actions);

    BoardGrid* m_grid;
    QScrollArea* m_scroll;
    InPlaceMessage* m_empty;
    QStackedLayout* m_stack;
    QSpinBox* m_columns;
    QComboBox* m_scale;
    QComboBox* m_view;
    QLabel* m_summary;
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/recipe/method_info.h"
#include "core/session/board.h"

class QCheckBox;
class QLabel;
class QPushButton;

namespace saliscope {

class SweepAxis;

/// One or two parameters of a panel become the columns and rows of a board.
class SweepDialog : public QDialog
{
    Q_OBJECT
public:
    static constexpr int mostPanels = 144;

    /// `method` with the parameters of what it wraps; `name` says what is swept.
    SweepDialog(const BoardPanel& base, const MethodInfo& method, const QString& name, bool boardIsEmpty,
                QWidget* parent = nullptr);

    SweepAxis* columns() const { return m_columns; }
    SweepAxis* rows() const { return m_rows; }
    /// Row by row; empty while something is wrong.
    QList<BoardPanel> panels() const;
    int columnCount() const;
    bool replaces() const;

private:
    void refresh();

    BoardPanel m_base;
    SweepAxis* m_columns;
    SweepAxis* m_rows;
    QCheckBox* m_replace;
    QLabel* m_summary;
    QPushButton* m_add;
};

} // namespace saliscope

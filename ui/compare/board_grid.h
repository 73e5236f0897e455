// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace saliscope {

class ComparePanel;
class ElidedLabel;

/// Places the panels of the board, all of one size, row by row under and beside their headings; one panel may
/// have all the room. Panels are dragged to other places. Owns the panels.
class BoardGrid : public QWidget
{
    Q_OBJECT
public:
    explicit BoardGrid(QWidget* parent = nullptr);

    /// In their order; panels that are not among them any more are deleted.
    void setPanels(const QList<ComparePanel*>& panels);
    const QList<ComparePanel*>& panels() const { return m_panels; }
    void setColumns(int columns);
    void setHeadings(const QStringList& columns, const QStringList& rows);
    /// Height of the pictures over their width.
    void setAspect(double aspect);
    /// What of the grid can be seen; decides the size of the panels.
    void setRoom(QSize room);
    /// Null: all of them.
    void setLarge(ComparePanel* panel);
    ComparePanel* large() const { return m_large; }

    /// Where a panel that is let go at `position` would be put in.
    int placeAt(QPoint position) const;

Q_SIGNALS:
    void moved(int from, int to);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void connectPanel(ComparePanel* panel);
    void arrange();
    void placeHeadings(QSize cell);
    QRect cellRect(int index, QSize cell) const;
    QSize cellSize() const;
    int shownColumns() const;
    QPoint corner() const; ///< Of the first panel.
    QList<ElidedLabel*> makeLabels(const QStringList& texts, Qt::Alignment alignment);

    QList<ComparePanel*> m_panels;
    QStringList m_columnTexts;
    QStringList m_rowTexts;
    QList<ElidedLabel*> m_columnHeadings;
    QList<ElidedLabel*> m_rowHeadings;
    ComparePanel* m_large = nullptr;
    QSize m_room;
    QSize m_cell;
    int m_columns = 3;
    double m_aspect = 1;
    int m_dropPlace = -1;
};

} // namespace saliscope

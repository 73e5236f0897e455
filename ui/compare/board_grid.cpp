// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/board_grid.h"

#include <QPainter>

#include <algorithm>

#include "ui/compare/compare_panel.h"
#include "ui/theme.h"
#include "ui/widgets/elided_label.h"

namespace saliscope {

namespace {
constexpr int gap = space(1);
constexpr int narrowest = space(22);
constexpr int rowHeadingWidth = space(12);
constexpr int headingHeight = space(3);
} // namespace

BoardGrid::BoardGrid(QWidget* parent)
    : QWidget(parent)
{}

void BoardGrid::setPanels(const QList<ComparePanel*>& panels)
{
    for (ComparePanel* old : m_panels) {
        if (panels.contains(old))
            continue;
        if (m_large == old)
            m_large = nullptr;
        old->hide();
        old->deleteLater(); // Not at once: its own menu may have asked for this.
    }
    QWidget* before = nullptr;
    for (ComparePanel* panel : panels) {
        if (!m_panels.contains(panel))
            connectPanel(panel);
        if (before)
            setTabOrder(before, panel);
        before = panel;
    }
    m_panels = panels;
    arrange();
}

void BoardGrid::connectPanel(ComparePanel* panel)
{
    panel->setParent(this);
    connect(panel, &ComparePanel::dragged, this, [this](QPoint position) {
        m_dropPlace = m_large ? -1 : placeAt(position);
        update();
    });
    connect(panel, &ComparePanel::dragCancelled, this, [this] {
        m_dropPlace = -1;
        update();
    });
    connect(panel, &ComparePanel::dropped, this, [this, panel](QPoint position) {
        m_dropPlace = -1;
        update();
        const int from = int(m_panels.indexOf(panel));
        const int place = placeAt(position);
        const int to = place > from ? place - 1 : place;
        if (!m_large && to != from)
            Q_EMIT moved(from, to);
    });
}

void BoardGrid::setColumns(int columns)
{
    m_columns = columns;
    arrange();
}

QList<ElidedLabel*> BoardGrid::makeLabels(const QStringList& texts, Qt::Alignment alignment)
{
    QList<ElidedLabel*> labels;
    for (const QString& text : texts) {
        auto* label = new ElidedLabel(text, this);
        label->setAlignment(alignment);
        QFont bold = label->font();
        bold.setBold(true);
        label->setFont(bold);
        labels << label;
    }
    return labels;
}

void BoardGrid::setHeadings(const QStringList& columns, const QStringList& rows)
{
    if (columns == m_columnTexts && rows == m_rowTexts)
        return;
    m_columnTexts = columns;
    m_rowTexts = rows;
    qDeleteAll(m_columnHeadings);
    qDeleteAll(m_rowHeadings);
    m_columnHeadings = makeLabels(columns, Qt::AlignLeft | Qt::AlignVCenter);
    m_rowHeadings = makeLabels(rows, Qt::AlignLeft | Qt::AlignVCenter);
    arrange();
}

void BoardGrid::setAspect(double aspect)
{
    m_aspect = aspect;
    arrange();
}

void BoardGrid::setRoom(QSize room)
{
    m_room = room;
    arrange();
}

void BoardGrid::setLarge(ComparePanel* panel)
{
    m_large = panel;
    arrange();
}

int BoardGrid::shownColumns() const
{
    return std::max(1, std::min(m_columns, int(m_panels.size())));
}

QPoint BoardGrid::corner() const
{
    return {gap + (m_rowHeadings.isEmpty() ? 0 : rowHeadingWidth + gap),
            gap + (m_columnHeadings.isEmpty() ? 0 : headingHeight)};
}

QSize BoardGrid::cellSize() const
{
    if (m_panels.isEmpty())
        return {};
    const int columns = shownColumns();
    const int width = std::max(narrowest, (m_room.width() - corner().x() - columns * gap) / columns);
    const ComparePanel* panel = m_panels.first();
    const int margin = 2 * gap; // of the picture inside its panel
    const int height = int((width - margin) * m_aspect) + panel->chromeHeight();
    return {width, std::min(height, std::max(m_room.height() - corner().y() - gap, space(30)))};
}

QRect BoardGrid::cellRect(int index, QSize cell) const
{
    const int column = index % shownColumns(), row = index / shownColumns();
    return {corner() + QPoint(column * (cell.width() + gap), row * (cell.height() + gap)), cell};
}

void BoardGrid::arrange()
{
    m_cell = cellSize();
    for (ComparePanel* panel : m_panels)
        panel->setVisible(!m_large || panel == m_large);
    for (ElidedLabel* heading : m_columnHeadings + m_rowHeadings)
        heading->setVisible(!m_large);
    if (m_large) {
        resize(m_room);
        m_large->setGeometry(rect().adjusted(gap, gap, -gap, -gap));
        return;
    }
    for (int i = 0; i < m_panels.size(); ++i)
        m_panels.at(i)->setGeometry(cellRect(i, m_cell));
    placeHeadings(m_cell);
    const QRect last = m_panels.isEmpty() ? QRect() : cellRect(int(m_panels.size()) - 1, m_cell);
    const int right = cellRect(shownColumns() - 1, m_cell).right();
    resize(std::max(m_room.width(), right + 1 + gap), std::max(m_room.height(), last.bottom() + 1 + gap));
}

void BoardGrid::placeHeadings(QSize cell)
{
    for (int i = 0; i < m_columnHeadings.size(); ++i)
        m_columnHeadings.at(i)->setGeometry(
            QRect(corner().x() + i * (cell.width() + gap) + gap, gap / 2, cell.width() - gap, headingHeight));
    for (int i = 0; i < m_rowHeadings.size(); ++i)
        m_rowHeadings.at(i)->setGeometry(
            QRect(gap, corner().y() + i * (cell.height() + gap), rowHeadingWidth, space(4)));
}

int BoardGrid::placeAt(QPoint position) const
{
    if (m_panels.isEmpty() || m_cell.isEmpty())
        return 0;
    const QPoint at = position - corner();
    const int column = std::clamp((at.x() + m_cell.width() / 2) / (m_cell.width() + gap), 0, shownColumns());
    const int row = std::max(0, at.y() / (m_cell.height() + gap));
    return std::clamp(row * shownColumns() + column, 0, int(m_panels.size()));
}

void BoardGrid::paintEvent(QPaintEvent*)
{
    if (m_dropPlace < 0)
        return;
    const bool isLast = m_dropPlace == m_panels.size();
    const QRect cell = cellRect(isLast ? m_dropPlace - 1 : m_dropPlace, m_cell);
    const int x = isLast ? cell.right() + gap / 2 : cell.left() - gap / 2;
    QPainter painter(this);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 4));
    painter.drawLine(x, cell.top(), x, cell.bottom());
}

} // namespace saliscope

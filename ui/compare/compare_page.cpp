// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_page.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QStackedLayout>
#include <QToolButton>

#include "core/base/strings.h"
#include "ui/actions.h"
#include "ui/compare/board_grid.h"
#include "ui/theme.h"
#include "ui/widgets/in_place_message.h"
#include "ui/widgets/widget_tools.h"

namespace saliscope {

ComparePage::ComparePage(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_grid(new BoardGrid)
    , m_scroll(new QScrollArea(this))
    , m_empty(new InPlaceMessage(this))
    , m_stack(new QStackedLayout)
    , m_columns(new QSpinBox(this))
    , m_scale(makeScales())
    , m_view(makeViews())
    , m_summary(makeQuietLabel(this))
{
    m_scroll->setObjectName(u"boardScroll"_s);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidget(m_grid);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // Its coming would resize every panel.
    m_scroll->viewport()->installEventFilter(this);
    for (QScrollBar* bar : {m_scroll->horizontalScrollBar(), m_scroll->verticalScrollBar()})
        connect(bar, &QScrollBar::valueChanged, this, &ComparePage::sightChanged);
    makeEmptyMessage(actions);
    auto* nothing = new QWidget(this);
    auto* middle = new QVBoxLayout(nothing);
    middle->addWidget(m_empty, 0, Qt::AlignCenter);
    m_stack->addWidget(nothing);
    m_stack->addWidget(m_scroll);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar(actions));
    layout->addLayout(m_stack, 1);
}

QWidget* ComparePage::makeBar(const Actions& actions)
{
    auto* bar = new QWidget(this);
    auto* add = new QToolButton(bar);
    add->setObjectName(u"addPanels"_s);
    add->setDefaultAction(actions.addToBoard);
    add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* menu = new QMenu(add);
    menu->setToolTipsVisible(true);
    menu->addActions(actions.boardAdditions());
    add->setMenu(menu);
    add->setPopupMode(QToolButton::MenuButtonPopup);
    auto* columnsLabel = new QLabel(tr("Columns"), bar);
    columnsLabel->setBuddy(m_columns);
    m_columns->setObjectName(u"boardColumns"_s);
    m_columns->setAccessibleName(tr("Columns"));
    m_columns->setToolTip(tr("How many panels stand side by side"));
    m_columns->setRange(1, Board::mostColumns);
    connect(m_columns, &QSpinBox::valueChanged, this, &ComparePage::columnsEdited);
    connect(m_columns, &QSpinBox::editingFinished, this, &ComparePage::columnsFinished);
    m_summary->setObjectName(u"boardSummary"_s);
    m_summary->setWordWrap(false);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space(1), space(1) / 2, space(1), space(1) / 2);
    row->setSpacing(space(1));
    for (QWidget* part :
         {static_cast<QWidget*>(add), static_cast<QWidget*>(columnsLabel), static_cast<QWidget*>(m_columns),
          static_cast<QWidget*>(m_scale), static_cast<QWidget*>(m_view)})
        row->addWidget(part);
    row->addWidget(m_summary, 1);
    return bar;
}

QComboBox* ComparePage::makeScales()
{
    auto* box = new QComboBox(this);
    box->setObjectName(u"boardScale"_s);
    box->addItem(tr("Each its own scale"), int(BoardScale::PerPanel));
    box->addItem(tr("Shared scale"), int(BoardScale::Shared));
    box->setAccessibleName(tr("Colour scale"));
    box->setToolTip(
        tr("Own: each map uses all colours. Shared: maps of the same quantity have the same limits, so "
           "that the same colour is the same value."));
    connect(box, &QComboBox::activated, this,
            [this, box] { Q_EMIT scaleChosen(BoardScale(box->currentData().toInt())); });
    return box;
}

QComboBox* ComparePage::makeViews()
{
    auto* box = new QComboBox(this);
    box->setObjectName(u"boardView"_s);
    box->addItem(tr("Maps"), int(BoardView::Maps));
    box->addItem(tr("Difference"), int(BoardView::Difference));
    box->addItem(tr("Split"), int(BoardView::Split));
    box->setAccessibleName(tr("What is drawn"));
    connect(box, &QComboBox::activated, this, &ComparePage::viewChosen);
    return box;
}

void ComparePage::makeEmptyMessage(const Actions& actions)
{
    m_empty->showText(
        tr("Put maps side by side"),
        tr("Add the map of the Explain workspace with Ctrl+B, or several at once: methods, classes, "
           "models, photos, or a sweep of one or two parameters."));
    m_empty->setActions({actions.addToBoard, actions.addMethods, actions.addSweep});
}

void ComparePage::setBoard(const Board& board)
{
    const QSignalBlocker block(m_columns);
    m_columns->setValue(board.columns);
    m_scale->setCurrentIndex(m_scale->findData(int(board.scale)));
    m_view->setEnabled(board.reference >= 0);
    if (board.reference < 0 && m_view->currentIndex() != 0) {
        m_view->setCurrentIndex(0);
        Q_EMIT viewChosen();
    }
    m_view->setToolTip(
        board.reference >= 0
            ? tr("The maps, their difference from the reference, or both with a divider between")
            : tr("Make one panel the reference in its menu to see differences from it"));
    m_stack->setCurrentIndex(board.panels.isEmpty() ? 0 : 1);
}

BoardView ComparePage::view() const
{
    return BoardView(m_view->currentData().toInt());
}

void ComparePage::setSummary(const QString& text)
{
    m_summary->setText(text);
}

bool ComparePage::isInSight(const QWidget& panel) const
{
    const QRect sight(-m_grid->pos(), m_scroll->viewport()->size());
    return isVisible() && panel.isVisible() && sight.intersects(panel.geometry());
}

void ComparePage::bringIntoSight(QWidget& panel)
{
    m_scroll->ensureWidgetVisible(&panel, space(1), space(1));
}

void ComparePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    Q_EMIT sightChanged();
}

bool ComparePage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize) {
        m_grid->setRoom(m_scroll->viewport()->size());
        Q_EMIT sightChanged();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace saliscope

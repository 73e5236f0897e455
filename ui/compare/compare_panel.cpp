// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_panel.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

#include "core/base/strings.h"
#include "ui/theme.h"
#include "ui/views/color_bar.h"
#include "ui/views/map_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/in_place_message.h"
#include "ui/widgets/job_foot.h"

namespace saliscope {

ComparePanel::ComparePanel(QWidget* parent)
    : Pane(parent)
    , m_map(new MapView(this))
    , m_colorBar(new ColorBar(this))
    , m_scaleNote(new ElidedLabel({}, this))
    , m_comparison(new ElidedLabel({}, this))
    , m_stop(new QAction(symbolIcon(u"stop"_s), tr("Stop"), this))
    , m_again(new QAction(symbolIcon(u"run"_s), tr("Compute again"), this))
    , m_foot(new JobFoot(m_stop, this))
{
    m_map->setMinimumSize(space(8), space(8));
    m_map->installEventFilter(this);
    m_map->message()->setActions({m_again});
    m_stop->setToolTip(tr("Stop this map and keep what there is"));
    m_again->setToolTip(tr("Compute this map again"));
    m_scaleNote->setObjectName(u"scaleNote"_s);
    m_comparison->setObjectName(u"comparison"_s);
    m_scaleNote->setQuiet();
    m_comparison->hide();
    m_foot->setCompact();
    makeTools();
    addContent(m_map, 1);
    for (QWidget* part : {static_cast<QWidget*>(m_colorBar), static_cast<QWidget*>(m_scaleNote),
                          static_cast<QWidget*>(m_comparison), static_cast<QWidget*>(m_foot)})
        addContent(part);
    layout()->setSpacing(space(1) / 2);
    connect(m_stop, &QAction::triggered, this, &ComparePanel::stopRequested);
    connect(m_again, &QAction::triggered, this, &ComparePanel::restartRequested);
}

void ComparePanel::makeTools()
{
    auto* menu = new QAction(symbolIcon(u"menu"_s), tr("Menu"), this);
    menu->setObjectName(u"panelMenu"_s);
    menu->setToolTip(tr("What can be done with this panel"));
    addTool(menu);
    connect(menu, &QAction::triggered, this, [this] {
        if (!m_isSelected)
            Q_EMIT selectRequested(Qt::NoModifier);
        Q_EMIT menuRequested(mapToGlobal(QPoint(width() - space(4), space(4))));
    });
}

void ComparePanel::setPanelTitle(const QString& title)
{
    m_title = title;
    showTitle();
}

void ComparePanel::showTitle()
{
    const QString title = m_isReference ? tr("Reference: %1").arg(m_title) : m_title;
    setTitle(title);
    m_map->setAccessibleName(title);
}

void ComparePanel::setPhoto(const Picture& photo)
{
    if (photo.contentHash == m_photoHash)
        return;
    m_photoHash = photo.contentHash;
    m_shownMap.reset();
    m_map->clearMap();
    m_map->setPhoto(photo);
}

void ComparePanel::showState(const PanelMap& state)
{
    using Phase = PanelMap::Phase;
    if (state.map)
        m_shownMap = state.map;
    InPlaceMessage* message = m_map->message();
    message->clear();
    m_again->setVisible(state.phase == Phase::Stopped || state.phase == Phase::Failed);
    if (state.phase == Phase::Running) {
        if (!m_foot->isRunning())
            m_foot->start();
        if (state.map)
            m_foot->showAttribution(*state.map);
        if (state.progress.total > 0)
            m_foot->showProgress(state.progress);
        return;
    }
    QString summary = state.map ? attributionSummary(*state.map) : QString();
    if (state.phase == Phase::Waiting)
        summary = tr("waiting");
    else if (state.phase == Phase::Failed)
        message->showError(state.error);
    else if (state.phase == Phase::Closed)
        message->showText(tr("The photo is not open"),
                          tr("Open it again, or remove this panel from the board."));
    else if (state.phase == Phase::Stopped && !state.map)
        message->showText(tr("Stopped"), tr("There was no map yet."));
    m_foot->finish(summary);
}

void ComparePanel::setScaleNote(const QString& text)
{
    m_scaleNote->setWholeText(text);
}

QString ComparePanel::scaleNote() const
{
    return m_scaleNote->text();
}

void ComparePanel::setComparison(const QString& text)
{
    m_comparison->setWholeText(text);
    m_comparison->setVisible(!text.isNull());
}

QString ComparePanel::comparison() const
{
    return m_comparison->text();
}

void ComparePanel::setSelected(bool selected)
{
    m_isSelected = selected;
    update();
}

void ComparePanel::setReference(bool reference)
{
    m_isReference = reference;
    showTitle();
}

int ComparePanel::chromeHeight() const
{
    return sizeHint().height() - m_map->sizeHint().height();
}

bool ComparePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress)
        takePress(*static_cast<QMouseEvent*>(event));
    else if (event->type() == QEvent::FocusIn &&
             static_cast<QFocusEvent*>(event)->reason() != Qt::MouseFocusReason)
        Q_EMIT selectRequested(Qt::NoModifier);
    else if (event->type() == QEvent::MouseButtonDblClick)
        Q_EMIT enlargeRequested();
    return Pane::eventFilter(watched, event);
}

void ComparePanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = palette().color(m_isSelected ? QPalette::Highlight : QPalette::Mid);
    painter.setPen(QPen(line, m_isSelected ? 2 : 1));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

/// The menu of several selected panels is for all of them.
void ComparePanel::takePress(const QMouseEvent& event)
{
    if (event.button() == Qt::LeftButton || !m_isSelected)
        Q_EMIT selectRequested(event.modifiers());
}

void ComparePanel::mousePressEvent(QMouseEvent* event)
{
    takePress(*event);
    m_map->setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::LeftButton)
        m_pressedAt = event->pos();
}

void ComparePanel::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressedAt)
        return;
    if ((event->pos() - *m_pressedAt).manhattanLength() >= QApplication::startDragDistance())
        m_isDragged = true;
    if (m_isDragged) {
        setCursor(Qt::ClosedHandCursor);
        Q_EMIT dragged(mapToParent(event->pos()));
    }
}

void ComparePanel::mouseReleaseEvent(QMouseEvent* event)
{
    unsetCursor();
    m_pressedAt.reset();
    if (std::exchange(m_isDragged, false))
        Q_EMIT dropped(mapToParent(event->pos()));
}

void ComparePanel::mouseDoubleClickEvent(QMouseEvent*)
{
    Q_EMIT enlargeRequested();
}

void ComparePanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_pressedAt) {
        m_pressedAt.reset();
        m_isDragged = false;
        unsetCursor();
        Q_EMIT dragCancelled();
        return;
    }
    Pane::keyPressEvent(event);
}

void ComparePanel::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT menuRequested(event->globalPos());
}

} // namespace saliscope

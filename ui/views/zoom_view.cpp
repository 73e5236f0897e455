// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/zoom_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <cmath>

#include "ui/theme.h"
#include "ui/widgets/in_place_message.h"

namespace saliscope {

namespace {
constexpr double largestZoom = 64;
constexpr double smallestZoom = 1.0 / 64;
constexpr double keyZoomStep = 1.25;
constexpr double wheelZoomPerDegree = 0.015; ///< 15 degrees a notch: a factor of 1.25.
} // namespace

ZoomView::ZoomView(QWidget* parent)
    : QWidget(parent)
    , m_ownLink(new ViewLink(this))
    , m_message(new InPlaceMessage(this))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space(2), space(2), space(2), space(2));
    layout->addWidget(m_message, 0, Qt::AlignCenter);
    setLink(nullptr);
}

void ZoomView::setLink(ViewLink* link)
{
    if (m_link) {
        m_link->disconnect(this);
        m_link->forget(this);
    }
    m_link = link ? link : m_ownLink;
    connect(m_link, &ViewLink::stateChanged, this, qOverload<>(&QWidget::update));
    connect(m_link, &ViewLink::cursorChanged, this, qOverload<>(&QWidget::update));
    tellFitZoom();
    update();
}

void ZoomView::setPhotoSize(QSize size)
{
    m_photoSize = size;
    tellFitZoom();
    update();
}

void ZoomView::tellFitZoom()
{
    if (m_photoSize.isEmpty() || size().isEmpty() || m_isHidden)
        return m_link->forget(this);
    const QSizeF room = QSizeF(size()) * devicePixelRatioF();
    m_link->setFitZoom(this, qMin(room.width() / m_photoSize.width(), room.height() / m_photoSize.height()));
}

ViewState ZoomView::effectiveState() const
{
    ViewState state = m_link->state();
    if (state.fitted) {
        state.zoom = m_link->fitZoom();
        state.center = QRectF(QPointF(), QSizeF(m_photoSize)).center();
    }
    return state;
}

double ZoomView::zoom() const
{
    return effectiveState().zoom;
}

QPointF ZoomView::toView(QPointF photo) const
{
    const ViewState state = effectiveState();
    return QRectF(rect()).center() + (photo - state.center) * (state.zoom / devicePixelRatioF());
}

QPointF ZoomView::toPhoto(QPointF view) const
{
    const ViewState state = effectiveState();
    return state.center + (view - QRectF(rect()).center()) * (devicePixelRatioF() / state.zoom);
}

QRectF ZoomView::toView(const QRectF& photo) const
{
    return {toView(photo.topLeft()), toView(photo.bottomRight())};
}

void ZoomView::zoomAbout(QPointF view, double factor)
{
    if (m_photoSize.isEmpty())
        return;
    ViewState state = effectiveState();
    const QPointF fixed = toPhoto(view);
    state.zoom = qBound(qMin(smallestZoom, m_link->fitZoom()), state.zoom * factor, largestZoom);
    state.center = fixed - (view - QRectF(rect()).center()) * (devicePixelRatioF() / state.zoom);
    state.fitted = false;
    m_link->setState(state);
}

QPointF ZoomView::zoomAnchor() const
{
    if (const auto cursor = m_link->cursor(); cursor && rect().contains(toView(*cursor).toPoint()))
        return toView(*cursor);
    return QRectF(rect()).center();
}

void ZoomView::zoomIn()
{
    zoomAbout(zoomAnchor(), keyZoomStep);
}

void ZoomView::zoomOut()
{
    zoomAbout(zoomAnchor(), 1 / keyZoomStep);
}

void ZoomView::fit()
{
    m_link->setState({});
}

void ZoomView::actualSize()
{
    zoomAbout(zoomAnchor(), 1 / zoom());
}

QColor ZoomView::canvasColor() const
{
    const QColor window = palette().color(QPalette::Window);
    return window.lightness() > 127 ? window.darker(108) : window.darker(130);
}

void ZoomView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), canvasColor());
    if (!m_photoSize.isEmpty()) {
        painter.save();
        paintPhoto(painter);
        painter.restore();
        paintCursor(painter);
    }
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void ZoomView::paintCursor(QPainter& painter) const
{
    const auto cursor = m_link->cursor();
    if (!cursor || (underMouse() && !hasFocus()))
        return;
    const QPointF at = toView(*cursor);
    constexpr double gap = 4;
    constexpr double reach = 14;
    const QLineF lines[] = {{at + QPointF(gap, 0), at + QPointF(reach, 0)},
                            {at - QPointF(gap, 0), at - QPointF(reach, 0)},
                            {at + QPointF(0, gap), at + QPointF(0, reach)},
                            {at - QPointF(0, gap), at - QPointF(0, reach)}};
    for (const auto& pen : {QPen(QColor(0, 0, 0, 160), 3), QPen(Qt::white, 1)}) {
        painter.setPen(pen);
        painter.drawLines(lines, 4);
    }
}

void ZoomView::resizeEvent(QResizeEvent* event)
{
    m_message->setMaximumWidth(qMax(0, width() - space(4)));
    tellFitZoom();
    QWidget::resizeEvent(event);
}

void ZoomView::showEvent(QShowEvent* event)
{
    m_isHidden = false;
    tellFitZoom();
    QWidget::showEvent(event);
}

void ZoomView::hideEvent(QHideEvent* event)
{
    m_isHidden = true;
    tellFitZoom();
    QWidget::hideEvent(event);
}

void ZoomView::wheelEvent(QWheelEvent* event)
{
    const double degrees = event->angleDelta().y() / 8.0;
    zoomAbout(event->position(), std::exp(degrees * wheelZoomPerDegree));
    event->accept();
}

void ZoomView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
        m_dragFrom = event->position();
        setCursor(Qt::ClosedHandCursor);
    }
}

void ZoomView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_photoSize.isEmpty())
        return;
    if (m_dragFrom) {
        ViewState state = effectiveState();
        state.center -= (event->position() - *m_dragFrom) * (devicePixelRatioF() / state.zoom);
        state.fitted = false;
        m_link->setState(state);
        m_dragFrom = event->position();
    }
    const QPointF photo = toPhoto(event->position());
    const bool inside = QRectF(QPointF(), QSizeF(m_photoSize)).contains(photo);
    m_link->setCursor(inside ? std::optional(photo) : std::nullopt);
}

void ZoomView::mouseReleaseEvent(QMouseEvent*)
{
    m_dragFrom.reset();
    unsetCursor();
}

void ZoomView::leaveEvent(QEvent*)
{
    m_link->setCursor(std::nullopt);
}

void ZoomView::moveCursor(QPointF step)
{
    const QRectF photo{QPointF(), QSizeF(m_photoSize)};
    const QPointF from = m_link->cursor().value_or(photo.center());
    m_link->setCursor(QPointF(qBound(0.5, std::floor(from.x() + step.x()) + 0.5, photo.right() - 0.5),
                              qBound(0.5, std::floor(from.y() + step.y()) + 0.5, photo.bottom() - 0.5)));
}

void ZoomView::keyPressEvent(QKeyEvent* event)
{
    const bool isCursorKey = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    const double step = event->modifiers() & Qt::ControlModifier ? 10 : 1;
    switch (isCursorKey ? event->key() : 0) {
    case Qt::Key_Left:
        return moveCursor({-step, 0});
    case Qt::Key_Right:
        return moveCursor({step, 0});
    case Qt::Key_Up:
        return moveCursor({0, -step});
    case Qt::Key_Down:
        return moveCursor({0, step});
    default:
        break;
    }
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace saliscope

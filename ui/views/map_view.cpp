// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map_view.h"

#include <QMouseEvent>
#include <QPainter>

#include <cmath>

#include "ui/theme.h"

namespace saliscope {

MapView::MapView(QWidget* parent)
    : ZoomView(parent)
{
    setAccessibleName(tr("Map"));
    setWhatsThis(
        tr("The map that explains the chosen class, at its place on the photo. Hold X to see the photo "
           "instead. The wheel zooms, dragging pans, Shift with the arrow keys moves the cursor."));
}

void MapView::setPhoto(const Picture& photo)
{
    m_photo = ImagePyramid(photo.pixels, photo.smaller);
    setPhotoSize(photo.pixels.size());
}

void MapView::setMap(const QImage& colors, const InputGeometry& geometry, double opacity)
{
    m_map = {ImagePyramid(colors), geometry, opacity};
    update();
}

void MapView::clearMap()
{
    m_map = {};
    m_stale = false;
    update();
}

void MapView::setStale(bool stale)
{
    if (m_stale == stale)
        return;
    m_stale = stale;
    update();
}

void MapView::setBlink(bool on)
{
    if (m_blink == on)
        return;
    m_blink = on;
    update();
}

void MapView::setOther(const QImage& colors, const InputGeometry& geometry, double opacity)
{
    m_other = {ImagePyramid(colors), geometry, opacity};
    update();
}

void MapView::clearOther()
{
    m_other = {};
    update();
}

void MapView::setSplit(bool on)
{
    m_split = on;
    update();
}

void MapView::setDivider(double fraction)
{
    m_divider = qBound(0.0, fraction, 1.0);
    update();
}

void MapView::setPeek(bool on)
{
    m_peek = on;
    update();
}

void MapView::setReadout(const QString& text)
{
    if (m_readout == text)
        return;
    m_readout = text;
    update();
}

void MapView::paintPhoto(QPainter& painter)
{
    const QRectF photo = toView(QRectF(QPointF(), QSizeF(photoSize())));
    const Layer& shown = isPeeking() ? m_other : m_map;
    if (m_blink || !hasMap() || shown.opacity < 1 || isSplit())
        m_photo.draw(painter, photo, devicePixelRatioF());
    if (m_blink)
        return;
    if (!hasMap()) {
        QColor veil = canvasColor();
        veil.setAlpha(200);
        painter.fillRect(photo, veil);
        return;
    }
    painter.setPen(QPen(palette().color(QPalette::Mid), 1, Qt::DotLine));
    painter.drawRect(photo);
    if (isSplit() && !isPeeking()) {
        const double x = dividerX();
        painter.setClipRect(QRectF(0, 0, x, height()));
        paintLayer(painter, m_other);
        painter.setClipRect(QRectF(x, 0, width() - x, height()));
        paintLayer(painter, m_map);
        painter.setClipping(false);
        paintDivider(painter);
    } else {
        paintLayer(painter, shown);
    }
    if (m_stale)
        paintStale(painter, toView(m_map.geometry.source));
    if (!m_readout.isEmpty())
        drawPlate(painter, QRectF(rect()).adjusted(4, 4, -4, -4), Qt::AlignBottom | Qt::AlignLeft, m_readout,
                  palette());
}

void MapView::paintLayer(QPainter& painter, const Layer& layer) const
{
    painter.setOpacity(layer.opacity);
    layer.colors.draw(painter, toView(layer.geometry.source), devicePixelRatioF());
    painter.setOpacity(1);
}

void MapView::paintDivider(QPainter& painter) const
{
    const QLineF line(dividerX(), 0, dividerX(), height());
    for (const auto& pen : {QPen(QColor(0, 0, 0, 160), 4), QPen(Qt::white, 2)}) {
        painter.setPen(pen);
        painter.drawLine(line);
    }
}

double MapView::dividerX() const
{
    return toView(QPointF(m_divider * photoSize().width(), 0)).x();
}

bool MapView::isOnDivider(QPointF view) const
{
    constexpr double reach = 6;
    return isSplit() && std::abs(view.x() - dividerX()) <= reach;
}

void MapView::mousePressEvent(QMouseEvent* event)
{
    m_dragsDivider = event->button() == Qt::LeftButton && isOnDivider(event->position());
    if (!m_dragsDivider)
        ZoomView::mousePressEvent(event);
}

void MapView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragsDivider)
        Q_EMIT dividerDragged(qBound(0.0, toPhoto(event->position()).x() / photoSize().width(), 1.0));
    else
        ZoomView::mouseMoveEvent(event);
    if (!event->buttons()) {
        if (isOnDivider(event->position()))
            setCursor(Qt::SplitHCursor);
        else
            unsetCursor();
    }
}

void MapView::mouseReleaseEvent(QMouseEvent* event)
{
    m_dragsDivider = false;
    ZoomView::mouseReleaseEvent(event);
}

void MapView::paintStale(QPainter& painter, const QRectF& target) const
{
    const double band = qMin(48.0, qMin(target.width(), target.height()) / 4);
    const QRectF inner = target.adjusted(band, band, -band, -band);
    QColor dark(0, 0, 0, 130);
    const auto fade = [&](QPointF from, QPointF to, const QPolygonF& shape) {
        QLinearGradient gradient(from, to);
        gradient.setColorAt(0, dark);
        gradient.setColorAt(1, Qt::transparent);
        painter.setPen(Qt::NoPen);
        painter.setBrush(gradient);
        painter.drawPolygon(shape);
    };
    fade({target.left(), 0}, {inner.left(), 0},
         QPolygonF{{target.topLeft(), inner.topLeft(), inner.bottomLeft(), target.bottomLeft()}});
    fade({target.right(), 0}, {inner.right(), 0},
         QPolygonF{{target.topRight(), inner.topRight(), inner.bottomRight(), target.bottomRight()}});
    fade({0, target.top()}, {0, inner.top()},
         QPolygonF{{target.topLeft(), target.topRight(), inner.topRight(), inner.topLeft()}});
    fade({0, target.bottom()}, {0, inner.bottom()},
         QPolygonF{{target.bottomLeft(), target.bottomRight(), inner.bottomRight(), inner.bottomLeft()}});
    drawPlate(painter, QRectF(rect()).adjusted(space(1), space(1), -space(1), -space(1)),
              Qt::AlignTop | Qt::AlignLeft, tr("updating"), palette());
}

} // namespace saliscope

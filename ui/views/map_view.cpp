// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map_view.h"

#include <QPainter>

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
    m_map = ImagePyramid(colors);
    m_geometry = geometry;
    m_opacity = opacity;
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

void MapView::paintPhoto(QPainter& painter)
{
    const QRectF photo = toView(QRectF(QPointF(), QSizeF(photoSize())));
    if (m_blink || !hasMap() || m_opacity < 1)
        m_photo.draw(painter, photo, devicePixelRatioF());
    if (m_blink)
        return;
    if (!hasMap()) {
        QColor veil = canvasColor();
        veil.setAlpha(200);
        painter.fillRect(photo, veil);
        return;
    }
    const QRectF target = toView(m_geometry.source);
    painter.setPen(QPen(palette().color(QPalette::Mid), 1, Qt::DotLine));
    painter.drawRect(photo);
    painter.setOpacity(m_opacity);
    m_map.draw(painter, target, devicePixelRatioF());
    painter.setOpacity(1);
    if (m_stale)
        paintStale(painter, target);
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

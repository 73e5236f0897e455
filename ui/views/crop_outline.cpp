// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/crop_outline.h"

#include <QPainter>
#include <QPainterPath>

#include <array>
#include <cmath>

namespace saliscope {

namespace {

constexpr double reach = 8; ///< Logical pixels around a handle or the line.

struct Handle
{
    CropOutline::Edges edges;
    QPointF at;
};

std::array<Handle, 8> handles(const QRectF& r)
{
    using C = CropOutline;
    const QPointF c = r.center();
    return {{{C::Left | C::Top, r.topLeft()},
             {C::Right | C::Top, r.topRight()},
             {C::Left | C::Bottom, r.bottomLeft()},
             {C::Right | C::Bottom, r.bottomRight()},
             {C::Left, {r.left(), c.y()}},
             {C::Right, {r.right(), c.y()}},
             {C::Top, {c.x(), r.top()}},
             {C::Bottom, {c.x(), r.bottom()}}}};
}

} // namespace

CropOutline::Edges CropOutline::grab(const QRectF& outline, QPointF point)
{
    for (const Handle& handle : handles(outline)) {
        const QPointF away = handle.at - point;
        if (std::abs(away.x()) <= reach && std::abs(away.y()) <= reach)
            return handle.edges;
    }
    const bool near = outline.adjusted(-reach, -reach, reach, reach).contains(point);
    const bool inside = outline.adjusted(reach, reach, -reach, -reach).contains(point);
    return near && !inside ? Edges(Whole) : Edges(NoEdge);
}

Qt::CursorShape CropOutline::cursorShape(Edges edges)
{
    if (edges == Whole)
        return Qt::SizeAllCursor;
    if (edges == (Left | Top) || edges == (Right | Bottom))
        return Qt::SizeFDiagCursor;
    if (edges == (Right | Top) || edges == (Left | Bottom))
        return Qt::SizeBDiagCursor;
    return edges & (Left | Right) ? Qt::SizeHorCursor : Qt::SizeVerCursor;
}

QRectF CropOutline::dragged(const QRectF& region, Edges edges, QPointF delta, QSize photo)
{
    QRectF result = region;
    const double width = photo.width();
    const double height = photo.height();
    if (edges == Whole) {
        result.setSize({qMin(region.width(), width), qMin(region.height(), height)});
        result.moveTo(qBound(0.0, region.x() + delta.x(), width - result.width()),
                      qBound(0.0, region.y() + delta.y(), height - result.height()));
        return result;
    }
    if (edges & Left)
        result.setLeft(qBound(0.0, region.left() + delta.x(), qMax(0.0, region.right() - smallest)));
    if (edges & Right)
        result.setRight(qBound(qMin(width, region.left() + smallest), region.right() + delta.x(), width));
    if (edges & Top)
        result.setTop(qBound(0.0, region.top() + delta.y(), qMax(0.0, region.bottom() - smallest)));
    if (edges & Bottom)
        result.setBottom(qBound(qMin(height, region.top() + smallest), region.bottom() + delta.y(), height));
    return result;
}

void CropOutline::paint(QPainter& painter, const QRectF& outline, const QRectF& photo, bool withHandles)
{
    QPainterPath outside;
    outside.addRect(photo);
    QPainterPath inside;
    inside.addRect(outline);
    painter.fillPath(outside.subtracted(inside), QColor(0, 0, 0, 96));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 170), 3));
    painter.drawRect(outline);
    painter.setPen(QPen(Qt::white, 1.2));
    painter.drawRect(outline);
    if (!withHandles)
        return;
    painter.setBrush(Qt::white);
    painter.setPen(QPen(QColor(0, 0, 0, 200), 1));
    for (const Handle& handle : handles(outline))
        painter.drawRect(QRectF(handle.at - QPointF(3.5, 3.5), QSizeF(7, 7)));
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QRectF>
#include <QSize>

class QPainter;

namespace saliscope {

/// The rectangle of the photo that the model sees: where the mouse grabs it and what dragging does. All
/// rectangles of grab() and drawing are in view coordinates, those of dragged() in photo pixels.
class CropOutline
{
public:
    /// Which edges move; all four: the whole rectangle.
    enum Edge
    {
        NoEdge = 0,
        Left = 1,
        Top = 2,
        Right = 4,
        Bottom = 8,
        Whole = Left | Top | Right | Bottom,
    };
    Q_DECLARE_FLAGS(Edges, Edge)

    static constexpr double smallest = 16; ///< Photo pixels, each side.

    /// What a press at `point` takes hold of: the eight handles resize, the line between them moves.
    static Edges grab(const QRectF& outline, QPointF point);
    static Qt::CursorShape cursorShape(Edges edges);

    /// `region` after its edges followed the mouse by `delta`, kept inside the photo.
    static QRectF dragged(const QRectF& region, Edges edges, QPointF delta, QSize photo);

    /// Dims what the model does not see and draws the outline.
    static void paint(QPainter& painter, const QRectF& outline, const QRectF& photo, bool withHandles);
};

Q_DECLARE_OPERATORS_FOR_FLAGS(CropOutline::Edges)

} // namespace saliscope

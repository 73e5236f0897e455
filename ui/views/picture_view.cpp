// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/picture_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace saliscope {

PictureView::PictureView(QWidget* parent)
    : ZoomView(parent)
{
    setAccessibleName(tr("Photo"));
    setWhatsThis(
        tr("The photo, and outlined what the model sees of it. Drag the outline to move it, its handles to "
           "resize it; Alt with the arrow keys moves, with Shift as well resizes. The wheel zooms; then "
           "dragging pans. Shift with the arrow keys moves the cursor."));
}

void PictureView::setPicture(const Picture& picture)
{
    m_picture = picture;
    m_image = ImagePyramid(picture.pixels, picture.smaller);
    setPhotoSize(picture.pixels.size());
    setAccessibleDescription(picture.name);
}

void PictureView::setCrop(const QRectF& region)
{
    if (m_crop == region)
        return;
    m_crop = region;
    update();
}

void PictureView::setInset(const QImage& image, const QRectF& place)
{
    m_inset = ImagePyramid(image);
    m_insetPlace = place;
    update();
}

void PictureView::paintPhoto(QPainter& painter)
{
    const QRectF photo = toView(QRectF(QPointF(), QSizeF(photoSize())));
    m_image.draw(painter, photo, devicePixelRatioF());
    if (!m_insetPlace.isEmpty())
        m_inset.draw(painter, toView(m_insetPlace), devicePixelRatioF());
    if (!m_crop.isEmpty())
        CropOutline::paint(painter, toView(m_crop), photo, hasFocus() || underMouse());
}

/// Inside, the outline is held as well while the whole photo is on screen and leaves it room to move;
/// otherwise dragging there pans.
CropOutline::Edges PictureView::edgesAt(QPointF view) const
{
    if (m_crop.isEmpty())
        return {};
    const QRectF photo{QPointF(), QSizeF(photoSize())};
    const bool moves = link()->state().fitted && photo.contains(m_crop) && m_crop != photo;
    if (const auto edges = CropOutline::grab(toView(m_crop), view); edges || !moves)
        return edges;
    return toView(m_crop).contains(view) ? CropOutline::Whole : CropOutline::Edges();
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    const auto edges = edgesAt(event->position());
    if (event->button() == Qt::LeftButton && edges)
        m_drag = Drag{edges, toPhoto(event->position()), m_crop};
    else
        ZoomView::mousePressEvent(event);
}

void PictureView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_drag) {
        const QPointF delta = toPhoto(event->position()) - m_drag->from;
        Q_EMIT cropDragged(CropOutline::dragged(m_drag->crop, m_drag->edges, delta, photoSize()));
        return;
    }
    ZoomView::mouseMoveEvent(event);
    if (event->buttons() != Qt::NoButton)
        return;
    if (const auto edges = edgesAt(event->position()))
        setCursor(CropOutline::cursorShape(edges));
    else
        unsetCursor();
}

void PictureView::mouseReleaseEvent(QMouseEvent* event)
{
    if (std::exchange(m_drag, std::nullopt))
        Q_EMIT cropDragFinished();
    else
        ZoomView::mouseReleaseEvent(event);
}

bool PictureView::moveCropByKey(const QKeyEvent& event)
{
    if (m_crop.isEmpty() || !(event.modifiers() & Qt::AltModifier))
        return false;
    const double step = qMax(1.0, photoSize().width() / 100.0);
    const QMap<int, QPointF> steps{{Qt::Key_Left, {-step, 0}},
                                   {Qt::Key_Right, {step, 0}},
                                   {Qt::Key_Up, {0, -step}},
                                   {Qt::Key_Down, {0, step}}};
    const auto delta = steps.constFind(event.key());
    if (delta == steps.constEnd())
        return false;
    const bool resize = event.modifiers() & Qt::ShiftModifier;
    const auto edges =
        resize ? CropOutline::Right | CropOutline::Bottom : CropOutline::Edges(CropOutline::Whole);
    Q_EMIT cropDragged(CropOutline::dragged(m_crop, edges, *delta, photoSize()));
    return true;
}

void PictureView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_drag) {
        Q_EMIT cropDragged(m_drag->crop);
        m_drag.reset();
        Q_EMIT cropDragFinished();
    } else if (!moveCropByKey(*event)) {
        ZoomView::keyPressEvent(event);
    }
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imaging/picture.h"
#include "ui/views/crop_outline.h"
#include "ui/views/image_pyramid.h"
#include "ui/views/zoom_view.h"

namespace saliscope {

/// The photo and the outline of what the model sees of it, which the mouse or Alt with the arrow keys move
/// and resize (Alt+Shift).
class PictureView : public ZoomView
{
    Q_OBJECT
public:
    explicit PictureView(QWidget* parent = nullptr);

    void setPicture(const Picture& picture);
    const Picture& picture() const { return m_picture; }

    /// In photo pixels; reaches outside the photo when it is padded. Empty: no outline.
    void setCrop(const QRectF& region);
    const QRectF& crop() const { return m_crop; }

    /// Drawn over the photo at `place`, in photo pixels; a null image draws the photo alone.
    void setInset(const QImage& image, const QRectF& place);

Q_SIGNALS:
    /// While the person drags; the caller sets the crop it agrees to.
    void cropDragged(const QRectF& region);
    void cropDragFinished();

protected:
    void paintPhoto(QPainter& painter) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    CropOutline::Edges edgesAt(QPointF view) const;
    bool moveCropByKey(const QKeyEvent& event);

    struct Drag
    {
        CropOutline::Edges edges;
        QPointF from; ///< Photo coordinates.
        QRectF crop;
    };

    Picture m_picture;
    ImagePyramid m_image;
    QRectF m_crop;
    ImagePyramid m_inset;
    QRectF m_insetPlace;
    std::optional<Drag> m_drag;
};

} // namespace saliscope

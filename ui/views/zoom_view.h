// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/views/view_link.h"

class QPainter;

namespace saliscope {

class InPlaceMessage;

/// A canvas in photo coordinates: zooms about the mouse, pans by dragging, fits, follows its ViewLink and
/// carries a cursor. What is drawn is up to the derived view; when there is nothing to draw, a message stands
/// in its place.
class ZoomView : public QWidget
{
    Q_OBJECT
public:
    explicit ZoomView(QWidget* parent = nullptr);

    /// The link is shared, not owned; without one the view has its own.
    void setLink(ViewLink* link);
    ViewLink* link() const { return m_link; }

    void setPhotoSize(QSize size);
    QSize photoSize() const { return m_photoSize; }

    /// Shown in the middle; owned by the view.
    InPlaceMessage* message() const { return m_message; }

    QPointF toView(QPointF photo) const;
    QPointF toPhoto(QPointF view) const;
    QRectF toView(const QRectF& photo) const;
    /// Device pixels per photo pixel, also while fitted.
    double zoom() const;

    /// Zooms so that the photo point under `view` stays where it is.
    void zoomAbout(QPointF view, double factor);

    QSize sizeHint() const override { return {480, 480}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

public Q_SLOTS:
    void zoomIn();
    void zoomOut();
    void fit();
    void actualSize();

protected:
    virtual void paintPhoto(QPainter& painter) = 0;
    /// The colour behind the photo, from the palette.
    QColor canvasColor() const;

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    ViewState effectiveState() const;
    void tellFitZoom(); ///< A hidden view has no say in how large the others show the photo.
    void moveCursor(QPointF step);
    QPointF zoomAnchor() const;
    void paintCursor(QPainter& painter) const;

    ViewLink* m_ownLink;
    QPointer<ViewLink> m_link;
    InPlaceMessage* m_message;
    QSize m_photoSize;
    bool m_isHidden = false;
    std::optional<QPointF> m_dragFrom; ///< Mouse position of the last pan event.
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imaging/framing.h"
#include "core/imaging/picture.h"
#include "ui/views/image_pyramid.h"
#include "ui/views/zoom_view.h"

namespace saliscope {

/// The coloured map at its place on the photo, alone or over it. A map that no longer belongs to what is
/// chosen stays, dimmed at its edge and marked, until the next replaces it. Another map can be held against
/// it: left of a divider that the mouse drags, or in its place.
class MapView : public ZoomView
{
    Q_OBJECT
public:
    explicit MapView(QWidget* parent = nullptr);

    void setPhoto(const Picture& photo);
    /// `opacity` 1 shows the map alone, on an empty ground; less lays it over the photo.
    void setMap(const QImage& colors, const InputGeometry& geometry, double opacity);
    void clearMap();
    bool hasMap() const { return !m_map.colors.isNull(); }

    void setStale(bool stale);
    bool isStale() const { return m_stale; }

    /// Shows the photo instead of the map while it is held.
    void setBlink(bool on);
    bool isBlinking() const { return m_blink; }

    void setOther(const QImage& colors, const InputGeometry& geometry, double opacity);
    void clearOther();
    bool hasOther() const { return !m_other.colors.isNull(); }
    void setSplit(bool on);
    bool isSplit() const { return m_split && hasOther(); }
    /// Where the divider is, as a fraction of the photo's width.
    void setDivider(double fraction);
    double divider() const { return m_divider; }
    /// Shows the other map instead of this one while it is held.
    void setPeek(bool on);
    bool isPeeking() const { return m_peek && hasOther(); }

    /// The value under the cursor, on a plate in a corner; empty: none.
    void setReadout(const QString& text);
    const QString& readout() const { return m_readout; }

Q_SIGNALS:
    /// While the person drags it.
    void dividerDragged(double fraction);

protected:
    void paintPhoto(QPainter& painter) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    struct Layer
    {
        ImagePyramid colors;
        InputGeometry geometry;
        double opacity = 1;
    };

    void paintLayer(QPainter& painter, const Layer& layer) const;
    void paintDivider(QPainter& painter) const;
    void paintStale(QPainter& painter, const QRectF& target) const;
    double dividerX() const;
    bool isOnDivider(QPointF view) const;

    ImagePyramid m_photo;
    Layer m_map;
    Layer m_other;
    QString m_readout;
    double m_divider = 0.5;
    bool m_split = false;
    bool m_dragsDivider = false;
    bool m_peek = false;
    bool m_stale = false;
    bool m_blink = false;
};

} // namespace saliscope

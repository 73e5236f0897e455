// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imaging/framing.h"
#include "core/imaging/picture.h"
#include "ui/views/image_pyramid.h"
#include "ui/views/zoom_view.h"

namespace saliscope {

/// The coloured map at its place on the photo, alone or over it. A map that no longer belongs to what is
/// chosen stays, dimmed at its edge and marked, until the next replaces it.
class MapView : public ZoomView
{
    Q_OBJECT
public:
    explicit MapView(QWidget* parent = nullptr);

    void setPhoto(const Picture& photo);
    /// `opacity` 1 shows the map alone, on an empty ground; less lays it over the photo.
    void setMap(const QImage& colors, const InputGeometry& geometry, double opacity);
    void clearMap();
    bool hasMap() const { return !m_map.isNull(); }

    void setStale(bool stale);
    bool isStale() const { return m_stale; }

    /// Shows the photo instead of the map while it is held.
    void setBlink(bool on);
    bool isBlinking() const { return m_blink; }

protected:
    void paintPhoto(QPainter& painter) override;

private:
    void paintStale(QPainter& painter, const QRectF& target) const;

    ImagePyramid m_photo;
    ImagePyramid m_map;
    InputGeometry m_geometry;
    double m_opacity = 1;
    bool m_stale = false;
    bool m_blink = false;
};

} // namespace saliscope

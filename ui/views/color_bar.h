// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/render/map_limits.h"

namespace saliscope {

/// What the colours of the map on screen mean, in numbers. It lies below the map, where narrow panels have
/// room.
class ColorBar : public QWidget
{
    Q_OBJECT
public:
    explicit ColorBar(QWidget* parent = nullptr);

    void setLimits(const MapLimits& limits);
    void clear() { setLimits({}); }
    const MapLimits& limits() const { return m_limits; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    MapLimits m_limits;
};

} // namespace saliscope

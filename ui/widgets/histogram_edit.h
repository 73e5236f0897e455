// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "core/imaging/float_map.h"
#include "core/render/map_limits.h"

namespace saliscope {

/// How often each value is in a map, with a handle at each limit of its colours. Arrow keys move the upper
/// handle, with Shift the lower one.
class HistogramEdit : public QWidget
{
    Q_OBJECT
public:
    static constexpr int bins = 96;

    explicit HistogramEdit(QWidget* parent = nullptr);

    /// `magnitude`: the sizes of the values are coloured.
    void setMap(const FloatMap& map, const MapLimits& limits, bool magnitude);
    const MapLimits& limits() const { return m_limits; }
    /// Where a value lies, in pixels.
    double position(double value) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void limitsEdited(double low, double high);
    void gestureEnded();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Handle
    {
        None,
        Low,
        High
    };

    Handle handleAt(double x) const;
    double valueAt(double x) const;
    void move(Handle handle, double value);

    MapLimits m_limits;
    double m_first = 0; ///< Values at both ends.
    double m_last = 1;
    std::vector<int> m_counts;
    Handle m_dragged = Handle::None;
};

} // namespace saliscope

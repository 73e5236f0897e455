// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/histogram_edit.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/render/color_bar.h"
#include "core/render/map_statistics.h"
#include "ui/theme.h"

namespace saliscope {

namespace {
constexpr int margin = 6; ///< Half a handle.
constexpr int plotHeight = space(5);
} // namespace

HistogramEdit::HistogramEdit(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Values of the map and limits of the colours"));
    setToolTip(tr(
        "How often each value is in the map, on a logarithmic scale. Drag the handles to set the limits of "
        "the colours; arrow keys move the upper one, with Shift the lower one."));
}

QSize HistogramEdit::sizeHint() const
{
    return {space(16), plotHeight + margin + 4};
}

void HistogramEdit::setMap(const FloatMap& map, const MapLimits& limits, bool magnitude)
{
    m_limits = limits;
    m_counts.clear();
    setEnabled(limits.isDrawable());
    if (limits.isDrawable()) {
        if (m_dragged == Handle::None) { // What is dragged must not run away.
            m_first = std::min(limits.minimum, limits.low);
            m_last = std::max(limits.maximum, limits.high);
        }
        m_counts = histogram(map.values, m_first, m_last, bins, magnitude && !limits.isDiverging);
        setAccessibleDescription(tr("From %1 to %2").arg(numberText(limits.low), numberText(limits.high)));
    }
    update();
}

double HistogramEdit::position(double value) const
{
    return margin + (value - m_first) / (m_last - m_first) * (width() - 2 * margin);
}

double HistogramEdit::valueAt(double x) const
{
    const double part = (x - margin) / std::max(1, width() - 2 * margin);
    return m_first + std::clamp(part, 0.0, 1.0) * (m_last - m_first);
}

HistogramEdit::Handle HistogramEdit::handleAt(double x) const
{
    constexpr double reach = 8;
    const double low = std::abs(x - position(m_limits.low)), high = std::abs(x - position(m_limits.high));
    if (std::min(low, high) > reach)
        return Handle::None;
    return low < high ? Handle::Low : Handle::High;
}

void HistogramEdit::move(Handle handle, double value)
{
    const double least = (m_last - m_first) / 200; // between the limits
    double low = m_limits.low, high = m_limits.high;
    if (m_limits.isDiverging) {
        high = std::max(std::abs(value), least);
        low = -high;
    } else if (handle == Handle::Low) {
        low = std::min(value, high - least);
    } else {
        high = std::max(value, low + least);
    }
    Q_EMIT limitsEdited(low, high);
}

void HistogramEdit::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plot(margin, 2, width() - 2 * margin, plotHeight);
    painter.fillRect(plot, palette().color(QPalette::Base));
    if (m_counts.empty())
        return;
    const double most = std::log1p(*std::max_element(m_counts.begin(), m_counts.end()));
    const double step = plot.width() / bins;
    for (int i = 0; i < bins; ++i) {
        const double height = most > 0 ? std::log1p(m_counts[std::size_t(i)]) / most * plot.height() : 0;
        painter.fillRect(QRectF(plot.left() + i * step, plot.bottom() - height, step, height),
                         quietTextColor(palette()));
    }
    QColor veil = palette().color(QPalette::Base);
    veil.setAlpha(170);
    const double low = position(m_limits.low), high = position(m_limits.high);
    painter.fillRect(QRectF(plot.left(), plot.top(), low - plot.left(), plot.height()), veil);
    painter.fillRect(QRectF(high, plot.top(), plot.right() - high, plot.height()), veil);
    const QColor color = palette().color(hasFocus() ? QPalette::Highlight : QPalette::WindowText);
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(color);
    for (const double x : {low, high}) {
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        const double y = plot.bottom();
        painter.drawPolygon(QPolygonF{{x, y}, {x - margin + 1, y + margin}, {x + margin - 1, y + margin}});
    }
}

void HistogramEdit::mousePressEvent(QMouseEvent* event)
{
    m_dragged = handleAt(event->position().x());
}

void HistogramEdit::mouseMoveEvent(QMouseEvent* event)
{
    const double x = event->position().x();
    if (m_dragged != Handle::None)
        move(m_dragged, valueAt(x));
    setCursor(m_dragged != Handle::None || handleAt(x) != Handle::None ? Qt::SizeHorCursor : Qt::ArrowCursor);
}

void HistogramEdit::mouseReleaseEvent(QMouseEvent*)
{
    if (std::exchange(m_dragged, Handle::None) != Handle::None)
        Q_EMIT gestureEnded();
}

/// Left and Right are for the handles, not for stepping through photos.
bool HistogramEdit::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void HistogramEdit::keyPressEvent(QKeyEvent* event)
{
    const int direction = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (direction == 0 || !m_limits.isDrawable())
        return QWidget::keyPressEvent(event);
    const bool isLow = (event->modifiers() & Qt::ShiftModifier) && !m_limits.isDiverging;
    const double from = isLow ? m_limits.low : m_limits.high;
    move(isLow ? Handle::Low : Handle::High, from + direction * (m_last - m_first) / bins);
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/color_bar.h"

#include <QPainter>

#include "core/base/strings.h"
#include "ui/theme.h"

namespace saliscope {

namespace {
constexpr int barWidth = 16;
constexpr int tickLength = 4;
} // namespace

ColorBar::ColorBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setAccessibleName(tr("Colour bar"));
    setToolTip(tr("What the colours mean. Limits and colour map are chosen in the Display panel."));
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    setFont(small);
}

QSize ColorBar::sizeHint() const
{
    return {barWidth + tickLength + 4 + fontMetrics().horizontalAdvance(u"−0.00000"_s), space(12)};
}

void ColorBar::setScale(const QImage& colors, const QList<Tick>& ticks)
{
    m_colors = colors.mirrored();
    m_ticks = ticks;
    QStringList texts;
    for (const Tick& tick : ticks)
        texts << tick.text;
    setAccessibleDescription(texts.join(u", "_s));
    update();
}

void ColorBar::setMark(double position)
{
    if (position == m_mark)
        return;
    m_mark = position;
    update();
}

QRectF ColorBar::barRect() const
{
    const double margin = fontMetrics().height() / 2.0;
    return QRectF(0.5, margin, barWidth, height() - 2 * margin - 1);
}

double ColorBar::yOf(double position) const
{
    const QRectF bar = barRect();
    return bar.bottom() - qBound(0.0, position, 1.0) * bar.height();
}

void ColorBar::paintEvent(QPaintEvent*)
{
    if (m_colors.isNull())
        return;
    QPainter painter(this);
    const QRectF bar = barRect();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(bar, m_colors);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(bar);
    painter.setPen(palette().color(QPalette::WindowText));
    for (const Tick& tick : m_ticks) {
        const double y = yOf(tick.position);
        painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + tickLength, y));
        const QRectF text(bar.right() + tickLength + 4, y - fontMetrics().height() / 2.0, width(),
                          fontMetrics().height());
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, tick.text);
    }
    if (m_mark < 0)
        return;
    const double y = yOf(m_mark);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(palette().color(QPalette::WindowText));
    painter.setPen(QPen(palette().color(QPalette::Window), 1));
    painter.drawPolygon(QPolygonF{{QPointF(bar.right() - 7, y), QPointF(bar.right() + 2, y - 5),
                                   QPointF(bar.right() + 2, y + 5)}});
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/color_bar.h"

#include <QPainter>

#include "core/base/strings.h"
#include "core/render/color_bar.h"
#include "ui/theme.h"

namespace saliscope {

namespace {
constexpr int barHeight = 12;
}

ColorBar::ColorBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Colour bar"));
    setToolTip(tr("What the colours mean. Limits and colour map are chosen in the Display panel."));
}

QSize ColorBar::sizeHint() const
{
    return {space(12), barHeight + 2 + int(1.3 * fontMetrics().height())};
}

void ColorBar::setLimits(const MapLimits& limits)
{
    if (m_limits == limits)
        return;
    m_limits = limits;
    setAccessibleDescription(limits.isDrawable()
                                 ? tr("From %1 to %2").arg(numberText(limits.low), numberText(limits.high))
                                 : QString());
    update();
}

void ColorBar::paintEvent(QPaintEvent*)
{
    if (!m_limits.isDrawable())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::WindowText));
    const double point = barHeight / 2.0; // of an end beyond which values are clipped
    paintColorBar(painter, QRectF(point + 1, 1, width() - 2 * point - 2, barHeight), m_limits);
}

} // namespace saliscope

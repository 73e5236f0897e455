// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/color_bar.h"

#include <QPainter>

#include "core/base/strings.h"
#include "core/render/color_bar.h"
#include "ui/theme.h"

namespace saliscope {

namespace {
constexpr int barWidth = 16;
}

ColorBar::ColorBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setAccessibleName(tr("Colour bar"));
    setToolTip(tr("What the colours mean. Limits and colour map are chosen in the Display panel."));
}

QSize ColorBar::sizeHint() const
{
    return {barWidth + space(1) + fontMetrics().horizontalAdvance(u"−3.75·10⁻⁵"_s), space(12)};
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
    const double margin = fontMetrics().height() / 2.0 + 1;
    paintColorBar(painter, QRectF(1, margin, barWidth, height() - 2 * margin), m_limits);
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/color_bar.h"

#include <QFontMetricsF>
#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

#include "core/base/strings.h"
#include "core/render/color_map.h"

namespace saliscope {
namespace {

constexpr double labelGap = 0.35;  ///< Between bar and label, in line heights.
constexpr double tickLength = 0.2; ///< In line heights.

QString superscript(int number)
{
    static const QString digits = u"⁰¹²³⁴⁵⁶⁷⁸⁹"_s;
    QString text = number < 0 ? u"⁻"_s : QString();
    for (const QChar digit : QString::number(std::abs(number)))
        text += digits[digit.digitValue()];
    return text;
}

/// 1, 2 or 5 times a power of ten, so that `span` holds at most `most` steps.
double niceStep(double span, int most)
{
    const double rough = span / most;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough)
            return factor * power;
    }
    return 10 * power;
}

int ticksThatFit(const QRectF& bar, double lineHeight)
{
    return std::clamp(int(bar.height() / (2.5 * lineHeight)) - 1, 0, 5);
}

/// The bar's outline, with a point at each end that is clipped; points are as high as half the bar is wide.
QPainterPath outline(const QRectF& bar, const MapLimits& limits)
{
    const double point = bar.width() / 2;
    QPainterPath path(bar.bottomLeft());
    path.lineTo(bar.topLeft());
    if (limits.clipsAbove())
        path.lineTo(bar.center().x(), bar.top() - point);
    path.lineTo(bar.topRight());
    path.lineTo(bar.bottomRight());
    if (limits.clipsBelow())
        path.lineTo(bar.center().x(), bar.bottom() + point);
    path.closeSubpath();
    return path;
}

/// The standing bar without its ticks.
void paintBody(QPainter& painter, const QRectF& bar, const MapLimits& limits)
{
    QLinearGradient gradient(bar.bottomLeft(), bar.topLeft());
    const ColorTable& colors = colorTable(limits.colorMap);
    for (std::size_t i = 0; i < colors.size(); i += 3)
        gradient.setColorAt(double(i) / double(colors.size() - 1), QColor(colors[i]));
    painter.setBrush(gradient);
    painter.drawPath(outline(bar, limits));
}

void paintTicksBeside(QPainter& painter, const QRectF& bar, const MapLimits& limits)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    for (const ColorBarTick& tick : colorBarTicks(limits, ticksThatFit(bar, metrics.height()))) {
        const double y = bar.bottom() - tick.position * bar.height();
        painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + tickLength * metrics.height(), y));
        const double baseline = y + metrics.capHeight() / 2;
        painter.drawText(QPointF(bar.right() + labelGap * metrics.height(), baseline), tick.text);
    }
}

/// Both limits within the bar's ends; between them a number in the middle, where there is room.
void paintTicksBelow(QPainter& painter, const QRectF& bar, const MapLimits& limits)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double baseline = bar.bottom() + tickLength * metrics.height() + metrics.ascent();
    double end = bar.left(); // of the text before
    const QList<ColorBarTick> ticks = colorBarTicks(limits, 1);
    const double lastStart = bar.right() - metrics.horizontalAdvance(ticks.last().text);
    for (const ColorBarTick& tick : ticks) {
        const double width = metrics.horizontalAdvance(tick.text);
        const double x = bar.left() + tick.position * bar.width();
        const double left = tick.isLimit ? x - tick.position * width : x - width / 2;
        if (!tick.isLimit && (left < end + metrics.height() || left + width > lastStart - metrics.height()))
            continue;
        painter.drawLine(QPointF(x, bar.bottom()), QPointF(x, bar.bottom() + tickLength * metrics.height()));
        painter.drawText(QPointF(left, baseline), tick.text);
        end = left + width;
    }
}

} // namespace

QString numberText(double value)
{
    QString text = QString::number(value, 'g', 3);
    const qsizetype exponentAt = text.indexOf(u'e');
    if (exponentAt >= 0)
        text = text.left(exponentAt) + u"·10"_s + superscript(text.mid(exponentAt + 1).toInt());
    return text.replace(u'-', QChar(0x2212));
}

QList<ColorBarTick> colorBarTicks(const MapLimits& limits, int most)
{
    const double span = limits.high - limits.low;
    QList<ColorBarTick> ticks{{0, numberText(limits.low), true}};
    if (most > 0 && span > 0) {
        const double clear = 0.6 / (most + 1); // of the bar's length, around each end
        const double step = niceStep(span, most + 1);
        for (double k = std::ceil(limits.low / step); k * step < limits.high; ++k) {
            const double position = (k * step - limits.low) / span;
            if (position > clear && position < 1 - clear)
                ticks.append({position, numberText(k * step)});
        }
    }
    ticks.append({1, numberText(limits.high), true});
    return ticks;
}

void paintColorBar(QPainter& painter, const QRectF& bar, const MapLimits& limits)
{
    const bool lies = bar.width() > bar.height();
    const QFontMetricsF metrics(painter.font(), painter.device());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(
        QPen(painter.pen().color(), metrics.lineWidth() * 0.6, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.save();
    if (lies) {
        painter.translate(bar.topRight());
        painter.rotate(90);
        paintBody(painter, {0, 0, bar.height(), bar.width()}, limits);
    } else {
        paintBody(painter, bar, limits);
    }
    painter.restore();
    if (lies)
        paintTicksBelow(painter, bar, limits);
    else
        paintTicksBeside(painter, bar, limits);
    painter.restore();
}

} // namespace saliscope

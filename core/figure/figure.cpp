// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

#include "core/base/strings.h"
#include "core/render/color_bar.h"
#include "core/render/map_renderer.h"

namespace saliscope {
namespace {

constexpr double margin = 16;
constexpr double gap = 12;
constexpr QSizeF largestPicture(420, 280); ///< A photo or a map; the usual ones are as high as this.
constexpr double titleHeight = 24;
constexpr double captionGap = 6;
constexpr double rowGap = 20;
constexpr double barWidth = 12;
constexpr double barSpace = 80; ///< Of the bar and its numbers.
constexpr int mostInOneColumn = 3;

QFont font(double pixels, bool bold = false)
{
    QFont result(u"Sans"_s);
    result.setPixelSize(int(pixels));
    result.setBold(bold);
    return result;
}

QFont captionFont()
{
    return font(11);
}

/// A rectangle of the photo as it lies on `place`, where the whole photo is.
QRectF onPhoto(const QRectF& region, const QSize& photo, const QRectF& place)
{
    const double scale = place.width() / photo.width();
    return {place.x() + region.x() * scale, place.y() + region.y() * scale, region.width() * scale,
            region.height() * scale};
}

/// Where the parts of a panel lie, from its own corner.
struct PanelLayout
{
    QRectF photo;
    QRectF map;
    QRectF bar;
    double width = 0;
    double picturesBottom = 0;
};

/// Alone, a map is drawn as the model saw the photo; over the photo, as large as that.
PanelLayout layoutOf(const FigurePanel& panel, const RenderStyle& style)
{
    const QSizeF photo = QSizeF(panel.photo.pixels.size()).scaled(largestPicture, Qt::KeepAspectRatio);
    const QSizeF map =
        style.overlay ? photo
                      : panel.attribution->geometry.source.size().scaled(largestPicture, Qt::KeepAspectRatio);
    PanelLayout layout;
    layout.photo = QRectF(QPointF(0, titleHeight), photo);
    layout.map = QRectF(QPointF(photo.width() + gap, titleHeight), map);
    layout.bar = {layout.map.right() + gap, titleHeight + barWidth, barWidth, map.height() - 2 * barWidth};
    layout.width = layout.bar.x() + barSpace;
    layout.picturesBottom = titleHeight + std::max(photo.height(), map.height());
    return layout;
}

int columnCount(const Figure& figure)
{
    return figure.panels.size() > mostInOneColumn ? 2 : 1;
}

double columnWidth(const Figure& figure)
{
    double width = 0;
    for (const FigurePanel& panel : figure.panels)
        width = std::max(width, layoutOf(panel, figure.style).width);
    return width;
}

double captionHeight(const FigurePanel& panel, const Figure& figure, double width)
{
    const QRectF unbounded(0, 0, width, 10'000);
    return QFontMetricsF(captionFont())
        .boundingRect(unbounded, Qt::TextWordWrap, panelCaption(panel, figure))
        .height();
}

/// The height of the row that starts with panel `first`: of its highest panel.
double rowHeight(const Figure& figure, qsizetype first, double width)
{
    double height = 0;
    for (const FigurePanel& panel : figure.panels.mid(first, columnCount(figure)))
        height = std::max(height, layoutOf(panel, figure.style).picturesBottom + captionGap +
                                      captionHeight(panel, figure, width));
    return height;
}

QImage photoPixels(const QImage& photo, QSizeF size, double pixelsPerUnit)
{
    return photo.scaled((size * pixelsPerUnit).toSize(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

void paintMap(QPainter& painter, const FigurePanel& panel, const MapRenderer& renderer, const QRectF& place,
              const RenderStyle& style, double pixelsPerUnit)
{
    const QRectF pixels(QPointF(), QSizeF((place.size() * pixelsPerUnit).toSize()));
    if (!renderer.limits().isDrawable()) {
        painter.drawRect(place);
        painter.drawText(place.adjusted(gap, gap, -gap, -gap), Qt::AlignCenter | Qt::TextWordWrap,
                         renderer.limits().stateText());
    } else if (style.overlay) {
        const QRectF source = onPhoto(panel.attribution->geometry.source, panel.photo.pixels.size(), pixels);
        const QImage photo = photoPixels(panel.photo.pixels, place.size(), pixelsPerUnit);
        painter.drawImage(place, renderer.overlay(photo, source));
    } else {
        painter.drawImage(place, renderer.image(pixels.size().toSize(), pixels));
    }
}

/// What the model saw of the photo, where that is not all of it; readable on light and dark.
void paintCrop(QPainter& painter, const FigurePanel& panel, const QRectF& place)
{
    const QRectF source = panel.attribution->geometry.source;
    const QRectF seen = onPhoto(source, panel.photo.pixels.size(), place).intersected(place);
    if (seen == place)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 140), 2.5));
    painter.drawRect(seen);
    painter.setPen(QPen(Qt::white, 1));
    painter.drawRect(seen);
}

void paintPanel(QPainter& painter, const FigurePanel& panel, const Figure& figure, double width,
                double pixelsPerUnit)
{
    const PanelLayout layout = layoutOf(panel, figure.style);
    const MapRenderer renderer(panel.attribution->map, figure.style);
    painter.drawImage(layout.photo, photoPixels(panel.photo.pixels, layout.photo.size(), pixelsPerUnit));
    paintCrop(painter, panel, layout.photo);

    painter.setPen(Qt::black);
    painter.setFont(font(15, true));
    painter.drawText(QRectF(0, 0, width, titleHeight), Qt::AlignLeft | Qt::AlignTop,
                     panelTitle(*panel.attribution));
    painter.setFont(font(11));
    paintMap(painter, panel, renderer, layout.map, figure.style, pixelsPerUnit);
    painter.setPen(Qt::black);
    if (renderer.limits().isDrawable() && !renderer.limits().isColor)
        paintColorBar(painter, layout.bar, renderer.limits());

    painter.setFont(captionFont());
    painter.setPen(QColor(70, 70, 70));
    const double top = layout.picturesBottom + captionGap;
    painter.drawText(QRectF(0, top, width, captionHeight(panel, figure, width) + 2),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, panelCaption(panel, figure));
}

} // namespace

QString panelTitle(const Attribution& attribution)
{
    return u"%1 %2 %"_s.arg(attribution.target.label).arg(100 * attribution.target.probability, 0, 'f', 1);
}

QString panelCaption(const FigurePanel& panel, const Figure& figure)
{
    const Attribution& map = *panel.attribution;
    QStringList params;
    for (auto param = map.recipe.params.cbegin(); param != map.recipe.params.cend(); ++param)
        params += param.key() + u'=' + param.value().toString();
    QStringList parts{panel.photo.name, figure.methodName};
    if (!params.isEmpty())
        parts += params.join(u", "_s);
    if (map.requestedSamples > 1)
        parts += u"± %1 %"_s.arg(100 * map.relativeError, 0, 'f', 1);
    parts += u"seed %1"_s.arg(map.recipe.seed);
    parts += figure.modelName;
    return parts.join(u" · "_s);
}

QSizeF figureSize(const Figure& figure)
{
    const int columns = columnCount(figure);
    const double width = columnWidth(figure);
    double height = 2 * margin - rowGap;
    for (qsizetype first = 0; first < figure.panels.size(); first += columns)
        height += rowHeight(figure, first, width) + rowGap;
    return {std::ceil(2 * margin + columns * width + (columns - 1) * gap), std::ceil(height)};
}

void paintFigure(QPainter& painter, const Figure& figure, double pixelsPerUnit)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.fillRect(QRectF(QPointF(), figureSize(figure)), Qt::white);
    const int columns = columnCount(figure);
    const double width = columnWidth(figure);
    double y = margin;
    for (qsizetype i = 0; i < figure.panels.size(); ++i) {
        const int column = int(i % columns);
        painter.save();
        painter.translate(margin + column * (width + gap), y);
        paintPanel(painter, figure.panels[i], figure, width, pixelsPerUnit);
        painter.restore();
        if (column == columns - 1)
            y += rowHeight(figure, i - column, width) + rowGap;
    }
}

} // namespace saliscope

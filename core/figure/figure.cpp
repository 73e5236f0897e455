// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure.h"

#include <QPainter>

#include "core/base/strings.h"
#include "core/render/color_bar.h"
#include "core/render/map_renderer.h"

namespace saliscope {
namespace {

constexpr double margin = 16;
constexpr double gap = 12;
constexpr double pictureSide = 300; ///< The longer side of a photo.
constexpr double titleHeight = 22;
constexpr double captionHeight = 42;
constexpr double barWidth = 12;
constexpr double barSpace = 84; ///< Of the bar and its numbers.
constexpr double panelWidth = 2 * pictureSide + 2 * gap + barSpace;
constexpr int mostInOneColumn = 3;

QFont font(double pixels, bool bold = false)
{
    QFont result(u"Sans"_s);
    result.setPixelSize(int(pixels));
    result.setBold(bold);
    return result;
}

QSizeF pictureSize(const FigurePanel& panel)
{
    return QSizeF(panel.photo.pixels.size()).scaled(pictureSide, pictureSide, Qt::KeepAspectRatio);
}

double panelHeight(const FigurePanel& panel)
{
    return titleHeight + pictureSize(panel).height() + captionHeight;
}

int columnCount(const Figure& figure)
{
    return figure.panels.size() > mostInOneColumn ? 2 : 1;
}

/// The height of the row that starts with panel `first`: of its highest panel.
double rowHeight(const Figure& figure, qsizetype first)
{
    double height = 0;
    for (const FigurePanel& panel : figure.panels.mid(first, columnCount(figure)))
        height = std::max(height, panelHeight(panel));
    return height + gap;
}

/// A rectangle of the photo as it lies on `place`, where the whole photo is.
QRectF onPhoto(const QRectF& region, const QSize& photo, const QRectF& place)
{
    const double scale = place.width() / photo.width();
    return {place.x() + region.x() * scale, place.y() + region.y() * scale, region.width() * scale,
            region.height() * scale};
}

void paintMap(QPainter& painter, const FigurePanel& panel, const MapRenderer& renderer, const QRectF& place,
              const RenderStyle& style, double pixelsPerUnit)
{
    const QSize pixels = (place.size() * pixelsPerUnit).toSize();
    const QRectF source = onPhoto(panel.attribution->geometry.source, panel.photo.pixels.size(),
                                  QRectF(QPointF(), QSizeF(pixels)));
    const QImage photo = panel.photo.pixels.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_RGB32);
    painter.drawImage(place,
                      style.overlay ? renderer.overlay(photo, source) : renderer.image(pixels, source));
    if (!renderer.limits().isDrawable())
        painter.drawText(place, Qt::AlignCenter | Qt::TextWordWrap, renderer.limits().stateText());
}

void paintPanel(QPainter& painter, const FigurePanel& panel, const Figure& figure, QPointF corner,
                double pixelsPerUnit)
{
    const QSizeF size = pictureSize(panel);
    const QRectF photo(corner + QPointF(0, titleHeight), size);
    const QRectF map = photo.translated(pictureSide + gap, 0);
    const QRectF bar(map.x() + pictureSide + gap, map.y() + 8, barWidth, size.height() - 16);

    painter.setPen(Qt::black);
    painter.setFont(font(14, true));
    painter.drawText(QRectF(corner, QSizeF(panelWidth, titleHeight)), Qt::AlignLeft | Qt::AlignVCenter,
                     panelTitle(*panel.attribution));

    const QImage pixels = panel.photo.pixels.scaled((size * pixelsPerUnit).toSize(), Qt::IgnoreAspectRatio,
                                                    Qt::SmoothTransformation);
    painter.drawImage(photo, pixels);
    painter.setFont(font(11));
    const MapRenderer renderer(panel.attribution->map, figure.style);
    paintMap(painter, panel, renderer, map, figure.style, pixelsPerUnit);

    // What the model saw, on both, never wider than the pictures.
    painter.setPen(QPen(QColor(128, 128, 128), 1));
    for (const QRectF& place : {photo, map}) {
        const QRectF seen = onPhoto(panel.attribution->geometry.source, panel.photo.pixels.size(), place);
        painter.drawRect(seen.intersected(place));
    }
    painter.setPen(Qt::black);
    if (renderer.limits().isDrawable() && !renderer.limits().isColor)
        paintColorBar(painter, bar, renderer.limits());

    painter.setFont(font(10));
    painter.drawText(QRectF(photo.bottomLeft() + QPointF(0, 4), QSizeF(panelWidth, captionHeight - 4)),
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
    double height = 2 * margin - gap;
    for (qsizetype first = 0; first < figure.panels.size(); first += columns)
        height += rowHeight(figure, first);
    return {2 * margin + columns * panelWidth + (columns - 1) * gap, height};
}

void paintFigure(QPainter& painter, const Figure& figure, double pixelsPerUnit)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.fillRect(QRectF(QPointF(), figureSize(figure)), Qt::white);
    const int columns = columnCount(figure);
    double y = margin;
    for (qsizetype i = 0; i < figure.panels.size(); ++i) {
        const int column = int(i % columns);
        paintPanel(painter, figure.panels[i], figure, {margin + column * (panelWidth + gap), y},
                   pixelsPerUnit);
        if (column == columns - 1)
            y += rowHeight(figure, i - column);
    }
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure_painter.h"

#include <QPainter>

#include <cmath>

#include "core/figure/figure_plan.h"
#include "core/figure/text_block.h"
#include "core/imaging/preprocess.h"
#include "core/render/color_bar.h"
#include "core/render/map_renderer.h"

namespace saliscope {
namespace {

constexpr double textInset = 12;

/// `region` of the photo where `shown` of the photo covers `place`.
QRectF onPlace(const QRectF& region, const QRectF& shown, const QRectF& place)
{
    const double x = place.width() / shown.width(), y = place.height() / shown.height();
    return {place.x() + (region.x() - shown.x()) * x, place.y() + (region.y() - shown.y()) * y,
            region.width() * x, region.height() * y};
}

/// Moved to whole pixels, so that a picture of them is drawn as it is.
QRect wholePixels(const QRectF& place, double pixelsPerUnit)
{
    const QRectF pixels(place.topLeft() * pixelsPerUnit, place.size() * pixelsPerUnit);
    const QRect whole(pixels.topLeft().toPoint(), pixels.bottomRight().toPoint() - QPoint(1, 1));
    return {whole.topLeft(), whole.size().expandedTo({1, 1})};
}

void paintPicture(QPainter& painter, const QImage& picture, const QRect& pixels, double pixelsPerUnit)
{
    painter.drawImage(
        QRectF(QPointF(pixels.topLeft()) / pixelsPerUnit, QSizeF(pixels.size()) / pixelsPerUnit), picture);
}

/// The smallest copy of the photo that has at least `scale` pixels for each of the photo's.
const QImage& copyOf(const Picture& photo, double scale)
{
    const QImage* copy = &photo.pixels;
    for (const QImage& smaller : photo.smaller) {
        if (smaller.width() < scale * photo.pixels.width())
            break;
        copy = &smaller;
    }
    return *copy;
}

/// `region` of the photo in `size` pixels; white where it reaches outside the photo.
QImage photoPixels(const Picture& picture, const QRectF& pictureRegion, QSize size)
{
    const QImage& photo = copyOf(
        picture, std::max(size.width() / pictureRegion.width(), size.height() / pictureRegion.height()));
    const QRectF region =
        onPlace(pictureRegion, QRectF(QPointF(), picture.pixels.size()), QRectF(QPointF(), photo.size()));
    QImage result(size, QImage::Format_RGB32);
    result.fill(Qt::white);
    const QRect part = region.toAlignedRect() & photo.rect();
    if (part.isEmpty())
        return result;
    const QRectF place = onPlace(part, region, QRectF(QPointF(), size));
    QPainter painter(&result);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, photo.copy(part).scaled(place.size().toSize().expandedTo({1, 1}),
                                                     Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    return result;
}

void paintMap(QPainter& painter, const FigurePanel& panel, const PanelPlan& plan, const MapRenderer& renderer,
              double pixelsPerUnit)
{
    if (!renderer.limits().isDrawable()) {
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(plan.map);
        painter.drawText(plan.map.adjusted(textInset, textInset, -textInset, -textInset),
                         Qt::AlignCenter | Qt::TextWordWrap, renderer.limits().stateText());
        return;
    }
    const QRect pixels = wholePixels(plan.map, pixelsPerUnit);
    const QRectF place =
        onPlace(panel.attribution->geometry.source, plan.mapRegion, QRectF(QPointF(), pixels.size()));
    const QImage map = panel.style.overlay
                           ? renderer.overlay(photoPixels(panel.photo, plan.mapRegion, pixels.size()), place)
                           : renderer.image(pixels.size(), place);
    paintPicture(painter, map, pixels, pixelsPerUnit);
    if (!renderer.limits().isColor)
        paintColorBar(painter, plan.bar, renderer.limits());
}

/// Along the bar: upright ones are read from below.
void paintBarLabel(QPainter& painter, const PanelPlan& plan, const QString& text)
{
    const QRectF& place = plan.barLabel;
    if (place.isEmpty())
        return;
    const bool stands = plan.bar.height() > plan.bar.width();
    const QSizeF size = stands ? place.size().transposed() : place.size();
    painter.save();
    painter.translate(place.center());
    painter.rotate(stands ? -90 : 0);
    painter.drawText(QRectF(QPointF(-size.width() / 2, -size.height() / 2), size),
                     Qt::AlignCenter | Qt::TextDontClip, text);
    painter.restore();
}

/// What the model saw of the photo, where that is not all that is shown; readable on light and dark.
void paintCrop(QPainter& painter, const FigurePanel& panel, const PanelPlan& plan)
{
    const QRectF source = panel.attribution->geometry.source;
    const QRectF seen = onPlace(source, plan.photoRegion, plan.photo).intersected(plan.photo);
    if (source.contains(plan.photoRegion))
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 140), 2.5));
    painter.drawRect(seen);
    painter.setPen(QPen(Qt::white, 1));
    painter.drawRect(seen);
}

void paintPanel(QPainter& painter, const FigurePanel& panel, const PanelPlan& plan, MapAspect aspect,
                double pixelsPerUnit)
{
    const QRect pixels = wholePixels(plan.photo, pixelsPerUnit);
    if (panel.drawing) {
        const QImage drawn = unitImage(panel.drawing->picture);
        paintPicture(painter, drawn.scaled(pixels.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation),
                     pixels, pixelsPerUnit);
        return;
    }
    paintPicture(painter, photoPixels(panel.photo, plan.photoRegion, pixels.size()), pixels, pixelsPerUnit);
    paintCrop(painter, panel, plan);
    painter.setPen(Qt::black);
    painter.setFont(captionFont());
    if (!panel.hasMap())
        return;
    paintMap(painter, panel, plan, MapRenderer(mapAspect(*panel.attribution, aspect), panel.style),
             pixelsPerUnit);
    paintBarLabel(painter, plan, aspectName(aspect).toLower());
}

} // namespace

void paintFigure(QPainter& painter, const Figure& figure, double pixelsPerUnit)
{
    const FigurePlan plan = planFigure(figure);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform |
                           QPainter::LosslessImageRendering);
    if (figure.options.background == FigureBackground::White)
        painter.fillRect(QRectF(QPointF(), plan.size), Qt::white);
    for (qsizetype i = 0; i < figure.panels.size(); ++i) {
        const FigurePanel& panel = figure.panels[i];
        const QRectF& title = plan.panels[i].title;
        painter.setPen(Qt::black);
        TextBlock(panelTitle(panel, figure.options.show), plan.titleFont, title.width(), plan.titleAlignment)
            .paint(painter, title.topLeft());
        paintPanel(painter, panel, plan.panels[i], figure.options.show, pixelsPerUnit);
    }
    painter.setPen(QColor(70, 70, 70));
    for (const CaptionPlan& caption : plan.captions)
        TextBlock(caption.text, captionFont(), caption.place.width()).paint(painter, caption.place.topLeft());
}

} // namespace saliscope

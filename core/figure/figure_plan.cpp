// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure_plan.h"

#include <cmath>
#include <numeric>

#include "core/figure/text_block.h"

namespace saliscope {
namespace {

constexpr double margin = 16;
constexpr double gap = 12;
constexpr double rowGap = 20;
constexpr double titleGap = 6;
constexpr double captionGap = 6;

constexpr QSizeF largestInPair(420, 280); ///< A photo or a map; the usual ones are as high as this.
constexpr double barWidth = 12;
constexpr double barSpace = 80; ///< Of the upright bar and its numbers.
constexpr int mostInOneColumn = 3;

constexpr QSizeF largestInRow(252, 168);
constexpr double barGap = 6;
constexpr double lyingBarWidth = 8;
constexpr double lyingBarSpace = 26; ///< Of the lying bar and its numbers.
constexpr double shortestBar = 112;  ///< Has room for its numbers.
constexpr double barLabelSpace = 16;
constexpr int mostInOneRow = 6;

QSizeF fitted(const QRectF& region, QSizeF most)
{
    return region.size().scaled(most, Qt::KeepAspectRatio);
}

QSizeF wholeUnits(double width, double height)
{
    return {std::ceil(width), std::ceil(height)};
}

double titleHeight(const FigurePanel& panel, MapAspect aspect, const QFont& font, double width)
{
    return TextBlock(panelTitle(panel, aspect), font, width).height() + titleGap;
}

/// Of the label of a bar.
double labelSpace(MapAspect aspect)
{
    return aspect == MapAspect::Map ? 0 : barLabelSpace;
}

CaptionPlan caption(const QString& text, QPointF corner, double width)
{
    return {{corner, QSizeF(width, TextBlock(text, captionFont(), width).height())}, text};
}

/// All of the photo, or of what was drawn.
QRectF wholePicture(const FigurePanel& panel)
{
    if (!panel.drawing)
        return QRectF(QPointF(), panel.photo.pixels.size());
    return QRectF(0, 0, panel.drawing->picture.width, panel.drawing->picture.height);
}

/// What the model saw of the photo, or what was drawn.
QRectF seenPicture(const FigurePanel& panel)
{
    return panel.drawing ? wholePicture(panel) : panel.attribution->geometry.source;
}

/// A pair from its own corner: alone, a map is drawn as the model saw the photo; over the photo, as large as
/// that. Without a map, one picture.
PanelPlan planPair(const FigurePanel& panel, MapAspect aspect, const QFont& titleFont)
{
    PanelPlan plan;
    plan.photoRegion = wholePicture(panel);
    plan.photo.setSize(fitted(plan.photoRegion, largestInPair));
    double width = plan.photo.width();
    if (panel.hasMap()) {
        plan.mapRegion = panel.style.overlay ? plan.photoRegion : seenPicture(panel);
        plan.map.setSize(fitted(plan.mapRegion, largestInPair));
        width += gap + plan.map.width() + gap + barSpace + labelSpace(aspect);
    }
    const double top = titleHeight(panel, aspect, titleFont, width);
    plan.title = QRectF(0, 0, width, top - titleGap);
    plan.photo.moveTopLeft({0, top});
    if (panel.hasMap()) {
        plan.map.moveTopLeft({plan.photo.width() + gap, top});
        plan.bar = {plan.map.right() + gap, top + barWidth, barWidth,
                    std::max(plan.map.height() - 2 * barWidth, 4 * barWidth)};
        plan.barLabel = {plan.bar.left() + barSpace, plan.bar.top(), labelSpace(aspect), plan.bar.height()};
    }
    return plan;
}

FigurePlan planPairs(const Figure& figure)
{
    FigurePlan plan;
    plan.titleFont = figureFont(15, true);
    double width = 0;
    for (const FigurePanel& panel : figure.panels) {
        plan.panels += planPair(panel, figure.options.show, plan.titleFont);
        width = std::max(width, plan.panels.last().title.width());
    }
    const qsizetype columns = figure.panels.size() > mostInOneColumn ? 2 : 1;
    double top = margin, bottom = margin;
    for (qsizetype i = 0; i < figure.panels.size(); ++i) {
        const qsizetype column = i % columns;
        if (column == 0 && i > 0)
            top = bottom + rowGap;
        const QPointF corner(margin + double(column) * (width + gap), top);
        PanelPlan& panel = plan.panels[i];
        for (QRectF* place : {&panel.title, &panel.photo, &panel.map, &panel.bar, &panel.barLabel})
            place->translate(corner);
        const double pictures = std::max({panel.photo.bottom(), panel.map.bottom(), panel.bar.bottom()});
        const QPointF below(corner.x(), pictures + captionGap);
        plan.captions += caption(panelCaption(figure.panels[i], figure.options.show), below, width);
        bottom = std::max(bottom, plan.captions.last().place.bottom());
    }
    plan.size = wholeUnits(2 * margin + double(columns) * (width + gap) - gap, bottom + margin);
    return plan;
}

/// Title, photo, map and bar, where there are any, below each other in the middle of the column from `left`;
/// photo and map meet at `middle`.
PanelPlan planColumn(const FigurePanel& panel, MapAspect aspect, const QFont& titleFont, double left,
                     double width, double middle)
{
    PanelPlan plan;
    plan.photoRegion = seenPicture(panel);
    const QSizeF size = fitted(plan.photoRegion, largestInRow);
    const double x = left + (width - size.width()) / 2;
    const double title = titleHeight(panel, aspect, titleFont, width);
    plan.photo = QRectF(QPointF(x, middle - titleGap / 2 - size.height()), size);
    plan.title = QRectF(left, plan.photo.top() - title, width, title - titleGap);
    if (!panel.hasMap())
        return plan;
    plan.mapRegion = plan.photoRegion;
    plan.map = QRectF(QPointF(x, middle + titleGap / 2), size);
    const double bar = std::max(size.width(), shortestBar);
    plan.bar = QRectF(left + (width - bar) / 2, plan.map.bottom() + barGap, bar, lyingBarWidth);
    plan.barLabel = {left, plan.bar.top() + lyingBarSpace, width, labelSpace(aspect)};
    return plan;
}

FigurePlan planRows(const Figure& figure)
{
    FigurePlan plan;
    plan.titleFont = figureFont(12, true);
    plan.titleAlignment = Qt::AlignHCenter;
    const qsizetype count = figure.panels.size();
    const qsizetype rows = (count + mostInOneRow - 1) / mostInOneRow;
    const qsizetype columns = (count + rows - 1) / rows;
    QList<double> widths(columns, largestInRow.height()); // room for titles over upright pictures
    for (qsizetype i = 0; i < count; ++i) {
        const QSizeF picture = fitted(seenPicture(figure.panels[i]), largestInRow);
        widths[i % columns] = std::max(widths[i % columns], std::ceil(picture.width()));
    }

    double top = margin;
    for (qsizetype first = 0; first < count; first += columns) {
        const QList<FigurePanel> row = figure.panels.mid(first, columns);
        double above = 0, below = 0;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const double picture = fitted(seenPicture(row[i]), largestInRow).height();
            above = std::max(above,
                             titleHeight(row[i], figure.options.show, plan.titleFont, widths[i]) + picture);
            if (row[i].hasMap())
                below = std::max(below, picture + barGap + lyingBarSpace + labelSpace(figure.options.show));
        }
        const double middle = std::ceil(top + above + titleGap / 2);
        double left = margin;
        for (qsizetype i = 0; i < row.size(); ++i) {
            plan.panels += planColumn(row[i], figure.options.show, plan.titleFont, left, widths[i], middle);
            left += widths[i] + gap;
        }
        top = middle + titleGap / 2 + below + rowGap;
    }
    const double across = std::accumulate(widths.begin(), widths.end(), gap * double(columns - 1));
    plan.captions += caption(sharedCaption(figure), {margin, top - rowGap + captionGap}, across);
    plan.size = wholeUnits(2 * margin + across, plan.captions.last().place.bottom() + margin);
    return plan;
}

} // namespace

QFont captionFont()
{
    return figureFont(11);
}

FigurePlan planFigure(const Figure& figure)
{
    return figure.options.layout == FigureLayout::Rows ? planRows(figure) : planPairs(figure);
}

} // namespace saliscope

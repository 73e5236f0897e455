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
    return TextBlock(panelTitle(*panel.attribution, aspect), font, width).height() + titleGap;
}

/// Of the label of a bar.
double labelSpace(const Figure& figure)
{
    return figure.options.show == MapAspect::Map ? 0 : barLabelSpace;
}

CaptionPlan caption(const QString& text, QPointF corner, double width)
{
    return {{corner, QSizeF(width, TextBlock(text, captionFont(), width).height())}, text};
}

/// A pair from its own corner: alone, a map is drawn as the model saw the photo; over the photo, as large as
/// that.
PanelPlan planPair(const FigurePanel& panel, const Figure& figure, const QFont& titleFont)
{
    PanelPlan plan;
    plan.photoRegion = QRectF(QPointF(), panel.photo.pixels.size());
    plan.mapRegion = figure.style.overlay ? plan.photoRegion : panel.attribution->geometry.source;
    const QSizeF photo = fitted(plan.photoRegion, largestInPair);
    const QSizeF map = fitted(plan.mapRegion, largestInPair);
    const double width = photo.width() + gap + map.width() + gap + barSpace + labelSpace(figure);
    const double top = titleHeight(panel, figure.options.show, titleFont, width);
    plan.title = QRectF(0, 0, width, top - titleGap);
    plan.photo = QRectF(QPointF(0, top), photo);
    plan.map = QRectF(QPointF(photo.width() + gap, top), map);
    plan.bar = {plan.map.right() + gap, top + barWidth, barWidth,
                std::max(map.height() - 2 * barWidth, 4 * barWidth)};
    plan.barLabel = {plan.bar.left() + barSpace, plan.bar.top(), labelSpace(figure), plan.bar.height()};
    return plan;
}

FigurePlan planPairs(const Figure& figure)
{
    FigurePlan plan;
    plan.titleFont = figureFont(15, true);
    double width = 0;
    for (const FigurePanel& panel : figure.panels) {
        plan.panels += planPair(panel, figure, plan.titleFont);
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
        plan.captions += caption(panelCaption(figure.panels[i], figure), below, width);
        bottom = std::max(bottom, plan.captions.last().place.bottom());
    }
    plan.size = wholeUnits(2 * margin + double(columns) * (width + gap) - gap, bottom + margin);
    return plan;
}

/// Title, photo, map and bar below each other in the middle of the column from `left`; photo and map meet
/// at `middle`.
PanelPlan planColumn(const FigurePanel& panel, const Figure& figure, const QFont& titleFont, double left,
                     double width, double middle)
{
    PanelPlan plan;
    plan.photoRegion = plan.mapRegion = panel.attribution->geometry.source;
    const QSizeF size = fitted(plan.photoRegion, largestInRow);
    const double x = left + (width - size.width()) / 2;
    const double title = titleHeight(panel, figure.options.show, titleFont, width);
    plan.photo = QRectF(QPointF(x, middle - titleGap / 2 - size.height()), size);
    plan.map = QRectF(QPointF(x, middle + titleGap / 2), size);
    plan.title = QRectF(left, plan.photo.top() - title, width, title - titleGap);
    const double bar = std::max(size.width(), shortestBar);
    plan.bar = QRectF(left + (width - bar) / 2, plan.map.bottom() + barGap, bar, lyingBarWidth);
    plan.barLabel = {left, plan.bar.top() + lyingBarSpace, width, labelSpace(figure)};
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
        const QSizeF picture = fitted(figure.panels[i].attribution->geometry.source, largestInRow);
        widths[i % columns] = std::max(widths[i % columns], std::ceil(picture.width()));
    }

    double top = margin;
    for (qsizetype first = 0; first < count; first += columns) {
        const QList<FigurePanel> row = figure.panels.mid(first, columns);
        double above = 0, below = 0;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const double picture = fitted(row[i].attribution->geometry.source, largestInRow).height();
            above = std::max(above,
                             titleHeight(row[i], figure.options.show, plan.titleFont, widths[i]) + picture);
            below = std::max(below, picture + barGap + lyingBarSpace + labelSpace(figure));
        }
        const double middle = std::ceil(top + above + titleGap / 2);
        double left = margin;
        for (qsizetype i = 0; i < row.size(); ++i) {
            plan.panels += planColumn(row[i], figure, plan.titleFont, left, widths[i], middle);
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

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figure_preview.h"

#include <QPainter>

#include "core/base/strings.h"
#include "core/figure/figure_painter.h"
#include "core/figure/figure_plan.h"
#include "ui/theme.h"

namespace saliscope {

namespace {

/// Light on light in every palette: the figure's text is black.
QBrush squares()
{
    QImage tile(space(2), space(2), QImage::Format_RGB32);
    tile.fill(Qt::white);
    QPainter painter(&tile);
    for (const QPoint corner : {QPoint(0, 0), QPoint(space(1), space(1))})
        painter.fillRect(QRect(corner, QSize(space(1), space(1))), QColor(0xe2, 0xe4, 0xe8));
    return tile;
}

QImage draw(const Figure& figure, QSizeF room)
{
    const QSizeF units = planFigure(figure).size;
    const double scale = std::min(room.width() / units.width(), room.height() / units.height());
    QImage image((units * scale).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.fillRect(image.rect(), squares());
    painter.scale(scale, scale);
    paintFigure(painter, figure, scale);
    return image;
}

} // namespace

FigurePreview::FigurePreview(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"figurePreview"_s);
    setAccessibleName(tr("Preview of the figure"));
    setMinimumSize(space(40), space(24));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void FigurePreview::setFigure(const Figure& figure)
{
    m_figure = figure;
    m_drawn = {};
    update();
}

void FigurePreview::paintEvent(QPaintEvent*)
{
    const double ratio = devicePixelRatioF();
    if (m_drawn.isNull())
        m_drawn = draw(m_figure, QSizeF(size()) * ratio);
    m_drawn.setDevicePixelRatio(ratio);
    QRectF place(QPointF(), m_drawn.deviceIndependentSize());
    place.moveCenter(QRectF(rect()).center());
    QPainter painter(this);
    painter.drawImage(place.topLeft().toPoint(), m_drawn);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(QRectF(place.topLeft().toPoint(), place.size()).adjusted(0, 0, -1, -1));
}

void FigurePreview::resizeEvent(QResizeEvent* event)
{
    m_drawn = {};
    QWidget::resizeEvent(event);
}

} // namespace saliscope

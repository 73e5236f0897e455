// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>

#include "core/figure/figure.h"

namespace saliscope {

/// Where the parts of one panel lie, in units of 1/96 inch, and which rectangle of the photo, in its pixels,
/// covers each of the two pictures.
struct PanelPlan
{
    QRectF title;
    QRectF photo; ///< Or what ascent drew.
    QRectF photoRegion;
    QRectF map; ///< This and what follows are empty where there is no map.
    QRectF mapRegion;
    QRectF bar;      ///< Upright beside the map, or lying below it.
    QRectF barLabel; ///< Along the bar, beyond its numbers; empty where a map is drawn.
};

struct CaptionPlan
{
    QRectF place;
    QString text;
};

/// A figure laid out: everything the painter needs to know about places.
struct FigurePlan
{
    QSizeF size; ///< Whole units.
    QFont titleFont;
    Qt::Alignment titleAlignment = Qt::AlignLeft;
    QList<PanelPlan> panels; ///< One for each of the figure's.
    QList<CaptionPlan> captions;
};

/// The font of captions and of colour bars.
QFont captionFont();

/// Needs a QGuiApplication, for the sizes of its texts.
FigurePlan planFigure(const Figure& figure);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSizeF>

#include "core/imaging/picture.h"
#include "core/recipe/attribution.h"
#include "core/recipe/render_style.h"

class QPainter;

namespace saliscope {

/// One photo beside the map that explains it.
struct FigurePanel
{
    Picture photo;
    AttributionPtr attribution;
};

/// What is on a figure. All maps are drawn in one style, each with the colour bar of its own limits.
struct Figure
{
    QList<FigurePanel> panels; ///< At least one.
    RenderStyle style;
    QString methodName;
    QString modelName;
    QString modelPath; ///< For the provenance in the file.
};

/// "koala 92.0 %": what a panel explains.
QString panelTitle(const Attribution& attribution);
/// How the map was made: photo, method, every parameter, seed, model.
QString panelCaption(const FigurePanel& panel, const Figure& figure);

/// In units of 1/96 inch.
QSizeF figureSize(const Figure& figure);
/// Draws it on white in those units: text and lines as such, photos and maps as pictures of
/// `pixelsPerUnit`. Needs a QGuiApplication for its fonts.
void paintFigure(QPainter& painter, const Figure& figure, double pixelsPerUnit);

} // namespace saliscope

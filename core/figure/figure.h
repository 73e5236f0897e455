// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QLocale>

#include "core/figure/figure_options.h"
#include "core/imaging/picture.h"
#include "core/recipe/attribution.h"
#include "core/recipe/render_style.h"

namespace saliscope {

/// One photo and the map that explains it.
struct FigurePanel
{
    Picture photo;
    AttributionPtr attribution;
    QString methodName;
};

/// What is on a figure. All maps are drawn in one style, each with the colour bar of its own limits.
struct Figure
{
    QList<FigurePanel> panels; ///< At least one.
    RenderStyle style;
    QString modelName;
    QString modelPath; ///< For the provenance in the file.
    FigureOptions options;
};

/// "koala 92.0 %", "koala 92.0 %, probability", "features.7:3": what a panel explains; before it what is
/// drawn, where that is not the map.
QString panelTitle(const Attribution& attribution, MapAspect aspect = MapAspect::Map,
                   const QLocale& locale = QLocale::c());
/// How the map was made: photo, what the colours are, method, every parameter, what the method chose by
/// itself, precision reached, seed, model.
QString panelCaption(const FigurePanel& panel, const Figure& figure);
/// The same for all panels: what they share is said once.
QString sharedCaption(const Figure& figure);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

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

/// "koala 92.04%", "koala 92.04%, probability", "features.7:3": what a panel explains.
QString panelTitle(const Attribution& attribution);
/// How the map was made: photo, method, every parameter, precision reached, seed, model.
QString panelCaption(const FigurePanel& panel, const Figure& figure);
/// The same for all panels: what they share is said once.
QString sharedCaption(const Figure& figure);

} // namespace saliscope

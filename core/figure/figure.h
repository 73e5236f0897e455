// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QLocale>

#include "core/figure/figure_options.h"
#include "core/imaging/picture.h"
#include "core/recipe/ascent_frame.h"
#include "core/recipe/attribution.h"
#include "core/recipe/render_style.h"

namespace saliscope {

/// The method of a recipe that asks for the model's answer alone: its panel is the photo, without a map.
inline constexpr QStringView predictionMethod = u"prediction";

/// A photo and the map that explains it, a photo alone, or a picture drawn by ascent.
struct FigurePanel
{
    Picture photo;              ///< Null where ascent started from noise.
    AttributionPtr attribution; ///< Its map is empty where the photo stands alone; null for a drawing.
    AscentFramePtr drawing;     ///< Null for the others.
    QString methodName;
    QString modelName;
    RenderStyle style;
    QString title; ///< Empty: what is explained.

    bool hasMap() const { return attribution && !attribution->map.isEmpty(); }
    const Recipe& recipe() const { return drawing ? drawing->recipe : attribution->recipe; }
};

/// What is on a figure. Each map has the colour bar of its own limits.
struct Figure
{
    QList<FigurePanel> panels; ///< At least one.
    FigureOptions options;
};

/// "koala 92.0 %", "koala 92.0 %, probability", "features.7:3": what is explained; before it what is drawn,
/// where that is not the map.
QString panelTitle(const Attribution& attribution, MapAspect aspect = MapAspect::Map,
                   const QLocale& locale = QLocale::c());
/// The same of a panel, or the title that it was given.
QString panelTitle(const FigurePanel& panel, MapAspect aspect);
/// How the panel was made: photo, what the colours are, method, every parameter, what the method chose by
/// itself, precision reached, seed, model.
QString panelCaption(const FigurePanel& panel, MapAspect aspect);
/// The same for all panels: what they share is said once.
QString sharedCaption(const Figure& figure);

} // namespace saliscope

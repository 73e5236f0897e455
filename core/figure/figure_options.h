// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/error.h"
#include "core/render/confidence.h"

namespace saliscope {

enum class FigureLayout
{
    Pair, ///< Every photo, whole, beside its map.
    Rows, ///< A row of what the model saw of the photos, below it the row of their maps.
};

enum class FigureBackground
{
    White,
    Transparent,
};

/// How a figure is drawn, whatever is on it.
struct FigureOptions
{
    static constexpr int leastDpi = 24;
    static constexpr int mostDpi = 1200;

    FigureLayout layout = FigureLayout::Pair;
    MapAspect show = MapAspect::Map; ///< An error only of maps that have one.
    FigureBackground background = FigureBackground::White;
    int dpi = 192; ///< Dots to the inch of photos and maps; a PNG's text as well.

    bool operator==(const FigureOptions&) const = default;
};

/// "pair", "rows"; "white", "transparent"; "map", "error", "relative": as the command line and the settings
/// write them. Error: InvalidArgument, with what there is instead.
QString figureLayoutText(FigureLayout layout);
Expected<FigureLayout> parseFigureLayout(const QString& text);
QString figureBackgroundText(FigureBackground background);
Expected<FigureBackground> parseFigureBackground(const QString& text);
QString mapAspectText(MapAspect aspect);
Expected<MapAspect> parseMapAspect(const QString& text);

} // namespace saliscope

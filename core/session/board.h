// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/recipe/recipe.h"
#include "core/recipe/render_style.h"

namespace saliscope {

/// One map of the Compare workspace; its picture is the open one with the hash Recipe::pictureHash.
struct BoardPanel
{
    Recipe recipe;
    RenderStyle style;
    QString title; ///< Empty: made from the recipe.

    bool operator==(const BoardPanel&) const = default;
};

/// Which maps have the same limits of their colours.
enum class BoardScale
{
    PerPanel,
    Shared ///< Maps of the same quantity have one scale.
};

/// The panels of the Compare workspace, row by row.
struct Board
{
    static constexpr int mostColumns = 12;

    QList<BoardPanel> panels;
    int columns = 3;
    BoardScale scale = BoardScale::PerPanel;
    int reference = -1; ///< Index of the panel that the others are compared with; -1: none.

    bool operator==(const Board&) const = default;
};

} // namespace saliscope

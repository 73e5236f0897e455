// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/figure/figure_options.h"
#include "core/recipe/attribution.h"

namespace saliscope {

/// The command that computes the map anew: "saliscope explain PHOTO --method ... --out figure.png", the
/// figure drawn as `figure` says.
QString explainCommandLine(const Recipe& recipe, const QString& picturePath, const FigureOptions& figure);

/// Quoted for a POSIX shell where needed.
QString shellQuoted(const QString& text);

} // namespace saliscope

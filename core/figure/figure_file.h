// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/figure/figure.h"

namespace saliscope {

/// The endings of the files writeFigure() makes.
QStringList figureEndings();

/// The pixels that its dpi gives the figure as a PNG.
QSize figurePixels(const Figure& figure);

/// Writes the figure whole or not at all: PNG, SVG, PDF or, for journals, TIFF by the ending of `path`. All
/// but TIFF carry the manifest of the figure. The same figure gives the same PNG, byte by byte. Errors:
/// InvalidArgument (another ending, too many pixels), FileUnwritable.
Expected<void> writeFigure(const Figure& figure, const QString& path);

} // namespace saliscope

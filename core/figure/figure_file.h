// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/figure/figure.h"

namespace saliscope {

/// The endings of the files writeFigure() makes: png, svg, pdf.
QStringList figureEndings();

/// The pixels that its dpi gives the figure as a PNG.
QSize figurePixels(const Figure& figure);

/// Writes the figure whole or not at all: PNG, SVG or PDF by the ending of `path`. PNG and SVG carry the
/// recipes they were made from. Errors: InvalidArgument (another ending, a PNG too large), FileUnwritable.
Expected<void> writeFigure(const Figure& figure, const QString& path);

} // namespace saliscope

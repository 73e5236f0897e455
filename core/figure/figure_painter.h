// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure/figure.h"

class QPainter;

namespace saliscope {

/// Draws the figure as planFigure() lays it out, in units of 1/96 inch: text and lines as such, photos and
/// maps as pictures of `pixelsPerUnit`. A transparent background is left as it is.
void paintFigure(QPainter& painter, const Figure& figure, double pixelsPerUnit);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>
#include <QString>

#include "core/render/map_limits.h"

class QPainter;

namespace saliscope {

/// A number short enough for a scale: three significant digits, a true minus sign, "3.7·10⁻⁵" where that is
/// shorter.
QString numberText(double value);

/// A labelled place on a colour bar.
struct ColorBarTick
{
    double position = 0; ///< 0 at the low end, 1 at the high end.
    QString text;
    bool isLimit = false; ///< One of the two ends, whose text is the limit itself.
};

/// The two limits and up to `most` round numbers between them, clear of the ends.
QList<ColorBarTick> colorBarTicks(const MapLimits& limits, int most);

/// Draws a colour bar in the painter's pen and font: one higher than wide stands, low end at the bottom,
/// labels right of it; another lies, low end left, labels below. An end beyond which values are clipped is
/// pointed.
void paintColorBar(QPainter& painter, const QRectF& bar, const MapLimits& limits);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCustomPlot;
class QWidget;

namespace saliscope {

/// Ground, axes, grid and their texts in the palette and font of `widget`.
void stylePlot(QCustomPlot& plot, const QWidget& widget);

} // namespace saliscope

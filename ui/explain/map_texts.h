// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>

#include <optional>

#include "core/render/confidence.h"

namespace saliscope {

/// The value of `map` that lies on a place of the photo; nothing outside what the model sees.
std::optional<QPoint> placeOnMap(const FloatMap& map, const InputGeometry& geometry, QPointF photo);

/// "koala 92.0 % · Grad-CAM · Layer features, 16 × 16 × 16": what is on screen, and what the method chose.
QString mapTitle(const Attribution& attribution, const QString& method, MapAspect aspect);

/// What the colours mean where they are no map, every warning, how far a small error is, and what the method
/// found beside the map.
QString mapNotes(const Attribution& attribution, MapAspect aspect);

} // namespace saliscope

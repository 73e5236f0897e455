// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/confidence.h"

namespace saliscope {

/// "koala 92.0 % · SmoothGrad": what is on screen.
QString mapTitle(const Attribution& attribution, const QString& method, MapAspect aspect);

/// What the colours mean where they are no map, what the method found beside it, how far a small error is,
/// and every warning.
QString mapNotes(const Attribution& attribution, MapAspect aspect);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imaging/picture.h"
#include "core/recipe/attribution.h"
#include "core/recipe/render_style.h"

namespace saliscope {

/// A map on screen with its photo and its style: what copying and exporting take.
struct ShownMap
{
    AttributionPtr attribution;
    FloatMap drawn; ///< The map, or an error of it.
    Picture photo;
    RenderStyle style;
};

} // namespace saliscope

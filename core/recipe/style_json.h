// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_reader.h"
#include "core/recipe/render_style.h"

namespace saliscope {

/// How a map is drawn, as manifests and sessions keep it.
QJsonObject styleJson(const RenderStyle& style);
/// What is wrong is remembered by the reader.
RenderStyle readStyle(const JsonReader& json);

} // namespace saliscope

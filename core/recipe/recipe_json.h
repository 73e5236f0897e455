// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include "core/recipe/recipe.h"

namespace saliscope {

/// Everything that is needed to compute the same again; the model named by `modelPath`, where it was found.
/// Ids are those of the command line. Hashes are SHA-256 in hexadecimal.
QJsonObject recipeJson(const Recipe& recipe, const QString& modelPath);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_reader.h"
#include "core/recipe/recipe.h"

namespace saliscope {

/// Everything that is needed to compute the same again, with the ids of the command line. Hashes are SHA-256
/// in hexadecimal. Paths are kept relative to `folder`, the one of the file that the JSON goes into.
QJsonObject recipeJson(const Recipe& recipe, const QString& folder);
/// What is wrong is remembered by the reader.
Recipe readRecipe(const JsonReader& json, const QString& folder);

/// The model of a recipe; an empty path, the bundled one, is left out.
QJsonObject modelSourceJson(const ModelSource& model, const QString& folder);
ModelSource readModelSource(const JsonReader& json, const QString& folder);

/// The parts of a recipe, where they stand: "target" and "score", "seed"; numbers, texts and truth values by
/// id.
Target readTarget(const JsonReader& json, const Target& otherwise);
quint64 readSeed(const JsonReader& json);
ParamValues readParams(const JsonReader& json);

/// `path` as it is written into a file of `folder`, and back; empty stays empty.
QString relativePath(const QString& path, const QString& folder);
QString absolutePath(const QString& path, const QString& folder);

} // namespace saliscope

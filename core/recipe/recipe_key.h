// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include "core/recipe/method_info.h"
#include "core/recipe/recipe.h"

namespace saliscope {

/// The identity of a recipe's map: recipes with equal keys have equal maps. Those that differ in nothing but
/// the reduction have the same computation.
struct RecipeKey
{
    QByteArray computation; ///< SHA-256.
    QString reduction;      ///< Empty for methods without one.

    bool operator==(const RecipeKey&) const = default;
};

inline size_t qHash(const RecipeKey& key, size_t seed = 0)
{
    return qHashMulti(seed, key.computation, key.reduction);
}

/// `methods` fill in the parameters that the recipe leaves out. Model files and other files that the recipe
/// names count with their size and date.
RecipeKey recipeKey(const Recipe& recipe, const QList<MethodInfo>& methods);

} // namespace saliscope

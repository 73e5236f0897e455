// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

namespace saliscope {

Recipe predictRecipe(const Session& session, const OpenPicture* open)
{
    Recipe recipe;
    if (open) {
        recipe.pictureHash = open->picture.contentHash;
        recipe.framing = open->framing;
    }
    recipe.model = session.model;
    recipe.device = session.device;
    recipe.precision = session.precision;
    recipe.threads = session.threads;
    return recipe;
}

Recipe explainRecipe(const Session& session, const OpenPicture* open)
{
    Recipe recipe = predictRecipe(session, open);
    recipe.target = session.target;
    recipe.method = session.method;
    recipe.params = session.params.value(session.method);
    recipe.seed = session.seed;
    return recipe;
}

Recipe ascentRecipe(const Session& session)
{
    Recipe recipe = predictRecipe(session, nullptr);
    recipe.target = session.ascent.target;
    recipe.method = session.ascent.method;
    recipe.params = session.ascent.params;
    recipe.seed = session.ascent.seed;
    return recipe;
}

} // namespace saliscope

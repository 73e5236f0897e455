// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/method.h"
#include "core/engine/runner.h"
#include "core/imaging/picture.h"

namespace saliscope::compute {

/// A map with what it was made from, for those who go on from there.
struct ExplainedImage
{
    const Method& method;
    MethodInput input;
    MethodOutput output;
    AttributionPtr attribution; ///< The same as plain numbers.
};

/// Runs the recipe's method on the picture: preprocesses, resolves the target, reports progress and previews
/// through `job`, fills every field of the result. Throws ComputeError.
ExplainedImage explainImage(Model& model, const Recipe& recipe, const Picture& picture,
                            const JobContext& job);
/// Its attribution alone.
AttributionPtr explain(Model& model, const Recipe& recipe, const Picture& picture, const JobContext& job);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/model/model.h"
#include "core/engine/runner.h"
#include "core/imaging/picture.h"

namespace saliscope::compute {

/// Runs the recipe's method on the picture: preprocesses, resolves the target, reports progress and previews
/// through `job`, fills every field of the result. Throws ComputeError.
AttributionPtr explain(Model& model, const Recipe& recipe, const Picture& picture, const JobContext& job);

} // namespace saliscope::compute

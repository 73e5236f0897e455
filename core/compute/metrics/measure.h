// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/model/model.h"
#include "core/engine/runner.h"

namespace saliscope::compute {

/// Makes the recipe's map and lets every metric judge it, in turn. A metric that fails has no value, and its
/// notes say why; a cancelled run throws, and so does what makes the map impossible.
Measurement measure(Model& model, const Recipe& recipe, const Picture& picture,
                    const QList<MetricRecipe>& metrics, const JobContext& job);

} // namespace saliscope::compute

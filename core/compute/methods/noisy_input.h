// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/model/model.h"
#include "core/recipe/noisy_input.h"

namespace saliscope::compute {

/// Sample number `sample` of a SmoothGrad recipe: the same copy whose map is part of the mean. Throws
/// ComputeError: InvalidArgument for other methods.
NoisyInput noisyInput(Model& model, const Recipe& recipe, const Picture& picture, int sample,
                      const CancelToken& cancel);

} // namespace saliscope::compute

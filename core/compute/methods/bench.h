// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/model/model.h"
#include "core/recipe/benchmark.h"

namespace saliscope::compute {

/// Times what SmoothGrad does with `recipe.method` on `samples` noisy copies of a gray picture, `batch` at a
/// time, and the forward alone. Throws ComputeError: InvalidArgument for methods that are no function of one
/// input.
Benchmark bench(Model& model, const Recipe& recipe, int samples, int batch, const CancelToken& cancel);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/compute/model/model.h"
#include "core/engine/runner.h"
#include "core/imaging/picture.h"

namespace saliscope::compute {

/// A run of the recipe's gradient ascent, not started yet. `picture` may be null: it then starts from noise.
/// The run keeps the model alive. Throws ComputeError.
std::unique_ptr<AscentRun> makeAscent(std::shared_ptr<Model> model, const Recipe& recipe,
                                      const Picture& picture);

} // namespace saliscope::compute

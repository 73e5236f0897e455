// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/model/model.h"
#include "core/recipe/prediction.h"

namespace saliscope::compute {

/// What the model says about `input` (1, C, H, W), which lies in the photo as `geometry` says: one forward
/// pass. Its time is left to the caller. Throws ComputeError.
Prediction predict(Model& model, const at::Tensor& input, const InputGeometry& geometry,
                   const CancelToken& cancel);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/target_score.h"

namespace saliscope::compute {

/// Why the gradient of `target` at `image` is zero everywhere, in words: the layer from which on, towards the
/// photo, it is exactly zero, and what stops it there. Empty when the gradient is not zero.
QString whyGradientIsZero(Model& model, const TargetScore& target, const at::Tensor& image,
                          const CancelToken& cancel);

} // namespace saliscope::compute

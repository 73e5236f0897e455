// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/graph/plan/activation_kernel.h"
#include "core/compute/graph/plan/frame.h"

namespace saliscope::compute {

/// Takes the gradient of the node's output back through an activation: in one pass with what is still to be
/// multiplied in and added, where the kernel takes it; by libtorch otherwise. `kept` as for
/// ActivationGradient; `low` and `high` of Hardtanh.
at::Tensor throughActivation(Frame& frame, Activation kind, const at::Tensor& kept, double low = 0,
                             double high = 0);

} // namespace saliscope::compute

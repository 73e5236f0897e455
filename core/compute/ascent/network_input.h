// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include "core/imaging/input_spec.h"

namespace saliscope::compute {

/// A picture (1, 3, H, W), RGB, black -1 and white 1, as the network wants it: its channel order (gray with
/// the weights of ITU-R 601), (p - mean) / std with p = (picture + 1) / 2, channels-last. Differentiable.
at::Tensor networkInput(const at::Tensor& picture, const InputSpec& spec);
/// The other way round; a gray input gives three equal channels.
at::Tensor pictureOfInput(const at::Tensor& input, const InputSpec& spec);

} // namespace saliscope::compute

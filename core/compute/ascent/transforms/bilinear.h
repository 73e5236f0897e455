// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace saliscope::compute {

/// rotated() and resized() for pictures on the CPU, where libtorch's samplers take several times as long on
/// three planes. Differentiable.
at::Tensor rotatedOnCpu(const at::Tensor& picture, double radians);
at::Tensor resizedOnCpu(const at::Tensor& picture, int64_t height, int64_t width);

} // namespace saliscope::compute

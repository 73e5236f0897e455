// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/explain.h"

namespace saliscope::compute {

/// The map of each row of `batch` (N, C, H, W), made exactly as the explained image's: same method,
/// parameters, class and seed. Reduced, float64, on the CPU.
std::vector<at::Tensor> mapsOf(const ExplainedImage& explained, const at::Tensor& batch);

/// The map that another model gives the same image.
at::Tensor mapOf(const ExplainedImage& explained, Model& model);

} // namespace saliscope::compute

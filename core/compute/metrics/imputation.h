// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace saliscope::compute {

/// Linear imputation (Rong et al. 2022): every pixel of `image` (C, H, W) for which `isRemoved` (H, W)
/// becomes the weighted mean of its eight neighbours, 1/6 beside, above and below, 1/12 across corners, of
/// those that lie inside; removed neighbours count with what they become. At least one pixel must stay. A
/// sparse linear system, solved by conjugate gradients until the residual is 1e-10 of the start's. Float64,
/// on the CPU.
at::Tensor imputed(const at::Tensor& image, const at::Tensor& isRemoved);

} // namespace saliscope::compute

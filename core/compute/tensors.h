// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include "core/imaging/float_map.h"

namespace saliscope::compute {

/// (C, H, W) numbers as a batch of one, (1, C, H, W), channels-last, with device and dtype of `options`.
at::Tensor inputTensor(const FloatMap& map, const at::TensorOptions& options);

/// A tensor (C, H, W) of any device and dtype as plain numbers.
FloatMap floatMap(const at::Tensor& tensor);

} // namespace saliscope::compute

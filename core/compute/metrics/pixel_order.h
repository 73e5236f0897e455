// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace saliscope::compute {

/// One number a pixel, (H, W), of a map (1, H, W) or (C, H, W): the mean of the channels.
at::Tensor pixelMap(const at::Tensor& map);

/// The place of every pixel when the map (C, H, W) is sorted from its largest value down, (H, W) of int64: 0
/// for the largest. Equal values in reading order.
at::Tensor pixelRanks(const at::Tensor& map);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/explain.h"

namespace saliscope::compute {

/// Whether the map shares out what the photo scores more than a baseline: the method does, or averages maps
/// of one that does.
bool isShareOfScore(const ExplainedImage& explained);

/// What the map compares the photo with, (B, C, H, W): the method's own baselines, those of the method that
/// it averages, or the mean colour.
at::Tensor ownBaselines(const MethodInput& input);

/// The map before its channels were reduced, signed, (C, H, W), or (1, H, W) where there are none.
at::Tensor signedMap(const MethodOutput& output);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/method.h"

namespace saliscope::compute {

/// The parameters "baseline" and "pictures", shared by the methods that compare with other pictures.
QList<ParamSpec> baselineParams(const QString& defaultId);

/// What the image of `input` is compared with, (B, C, H, W), B at least 1: one of the fills, black and white,
/// or the pictures that "pictures" names, framed like the photo. Throws ComputeError where there are none or
/// one cannot be read.
at::Tensor baselines(const MethodInput& input);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/model/model.h"

namespace saliscope::compute {

/// The first operator of a forward pass on `image` whose result is not finite, in words; empty when all are.
QString firstNotFinite(const Model& model, const at::Tensor& image, const CancelToken& cancel);

} // namespace saliscope::compute

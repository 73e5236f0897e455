// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/Functions.h>

#include "core/compute/graph/plan/frame.h"

namespace saliscope::compute {

/// `write(out, gradient)` for an elementwise rule: in place where the gradient is nobody else's, otherwise
/// into a tensor laid out like `like`, of the same shape.
template <typename Write>
at::Tensor onGradient(at::Tensor gradient, const at::Tensor& like, const Write& write)
{
    const bool fits = isOwned(gradient) && gradient.sizes() == like.sizes();
    at::Tensor out = fits ? gradient : at::empty_like(like);
    write(out, gradient);
    return out;
}

} // namespace saliscope::compute

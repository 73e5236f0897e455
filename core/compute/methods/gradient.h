// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/method.h"

namespace saliscope::compute {

/// The gradient of the score with respect to the network input (Simonyan et al. 2013). One forward and one
/// backward pass.
class GradientMethod : public PointMethod
{
public:
    MethodInfo info() const override;
    at::Tensor attribute(const MethodInput& input, const at::Tensor& batch) const override;
};

/// Gradient times network input, element by element: to first order what each value adds to the score.
class InputXGradientMethod : public PointMethod
{
public:
    MethodInfo info() const override;
    at::Tensor attribute(const MethodInput& input, const at::Tensor& batch) const override;
};

} // namespace saliscope::compute

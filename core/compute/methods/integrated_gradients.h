// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/method.h"

namespace saliscope::compute {

/// Integrated gradients (Sundararajan et al. 2017): (x - x') times the mean gradient on the straight way from
/// the baseline x' to the image x, by a quadrature rule of n gradients; the mean over several baselines. The
/// sum of the map is F(x) - F(x') as far as the rule is exact: what is missing is told.
class IntegratedGradients : public PointMethod
{
public:
    MethodInfo info() const override;
    at::Tensor attribute(const MethodInput& input, const at::Tensor& batch) const override;
    /// Completeness: the sum of the map beside the difference of the scores.
    void measure(const MethodInput& input, const at::Tensor& attribution,
                 MethodOutput& output) const override;
};

} // namespace saliscope::compute

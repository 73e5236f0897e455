// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/sampling.h"

namespace saliscope::compute {

/// Expected gradients (Erion et al. 2021; GradientSHAP in captum): the mean over samples of the gradient at
/// x' + a (x - x'), times x - x', with x' drawn from the baselines and a from [0, 1). Sample i depends on
/// (seed, i) alone. With many samples the sum of the map is F(x) less the baselines' mean score.
class ExpectedGradients : public SampledMethod
{
public:
    MethodInfo info() const override;

protected:
    std::unique_ptr<SampledMap> begin(const MethodInput& input, const at::Tensor& image) const override;
};

} // namespace saliscope::compute

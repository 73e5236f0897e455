// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <memory>

namespace saliscope::compute {

/// Moves parameters uphill, in place. Keeps what it needs between steps of one run.
class Optimiser
{
public:
    virtual ~Optimiser() = default;
    virtual void ascend(at::Tensor& parameters, const at::Tensor& gradient, double rate) = 0;
};

/// x + rate g / ||g||, one Euclidean norm over the whole tensor; a zero gradient moves nothing.
std::unique_ptr<Optimiser> makeNormalisedGradient();
/// Adam (Kingma, Ba 2014) with betas .9 and .999, eps 1e-8 outside the root, bias-corrected.
std::unique_ptr<Optimiser> makeAdam();

} // namespace saliscope::compute

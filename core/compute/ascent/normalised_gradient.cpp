// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/optimiser.h"

namespace saliscope::compute {

namespace {

class NormalisedGradient : public Optimiser
{
public:
    void ascend(at::Tensor& parameters, const at::Tensor& gradient, double rate) override
    {
        const double norm = gradient.norm().item<double>();
        if (norm > 0)
            parameters.add_(gradient, rate / norm);
    }
};

} // namespace

std::unique_ptr<Optimiser> makeNormalisedGradient()
{
    return std::make_unique<NormalisedGradient>();
}

} // namespace saliscope::compute

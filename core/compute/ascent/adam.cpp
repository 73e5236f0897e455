// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/compute/ascent/optimiser.h"

namespace saliscope::compute {

namespace {

class Adam : public Optimiser
{
public:
    void ascend(at::Tensor& parameters, const at::Tensor& gradient, double rate) override
    {
        constexpr double beta1 = 0.9;
        constexpr double beta2 = 0.999;
        constexpr double epsilon = 1e-8;
        if (!m_mean.defined()) {
            m_mean = at::zeros_like(gradient);
            m_square = at::zeros_like(gradient);
            m_deviation = at::empty_like(gradient);
        }
        ++m_steps;
        m_mean.mul_(beta1).add_(gradient, 1 - beta1);
        m_square.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
        const double meanCorrection = 1 - std::pow(beta1, m_steps);
        const double squareCorrection = 1 - std::pow(beta2, m_steps);
        at::sqrt_out(m_deviation, m_square).div_(std::sqrt(squareCorrection)).add_(epsilon);
        parameters.addcdiv_(m_mean, m_deviation, rate / meanCorrection);
    }

private:
    at::Tensor m_mean;
    at::Tensor m_square;
    at::Tensor m_deviation; ///< Of this step; kept so that a step allocates nothing.
    int m_steps = 0;
};

} // namespace

std::unique_ptr<Optimiser> makeAdam()
{
    return std::make_unique<Adam>();
}

} // namespace saliscope::compute

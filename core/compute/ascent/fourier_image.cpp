// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "core/compute/ascent/image_parameterisation.h"
#include "core/compute/methods/philox_noise.h"

namespace saliscope::compute {

namespace {

/// Colours nearer than this to black or white have no finite parameters to speak of.
constexpr double closestToLimit = 1e-3;
constexpr std::array<int64_t, 2> planes{-2, -1};

class FourierImage : public ImageParameterisation
{
public:
    FourierImage(int64_t height, int64_t width, double decay)
        : m_height(height)
        , m_width(width)
        , m_scale(spectrumScale(height, width, decay))
    {}

    at::Tensor start(uint64_t seed, double spread, at::ScalarType dtype) const override
    {
        return philoxNormals({3, m_height, m_width / 2 + 1, 2}, seed, 0, 1, dtype)[0] * spread;
    }

    at::Tensor picture(const at::Tensor& parameters) const override
    {
        const at::Tensor spectrum = at::view_as_complex(parameters) * m_scale.to(parameters.options());
        const at::Tensor colours =
            at::fft_irfft2(spectrum, c10::IntArrayRef{m_height, m_width}, planes, "backward") / 4;
        const at::Tensor rgb = at::matmul(colourMatrix(parameters.scalar_type()).to(parameters.device()),
                                          colours.reshape({3, -1}));
        return at::tanh(rgb / 2).reshape({1, 3, m_height, m_width});
    }

    at::Tensor parameters(const at::Tensor& picture) const override
    {
        const double limit = 1 - closestToLimit;
        const at::Tensor rgb = at::atanh(picture.clamp(-limit, limit)).reshape({3, -1}) * 2;
        const at::Tensor inverse = at::linalg_inv(colourMatrix(at::kDouble)).to(picture.options());
        const at::Tensor colours = at::matmul(inverse, rgb).reshape({3, m_height, m_width}) * 4;
        const at::Tensor spectrum = at::fft_rfft2(colours, c10::nullopt, planes, "backward");
        return at::view_as_real(spectrum / m_scale.to(picture.options())).contiguous();
    }

    void clip(at::Tensor&) const override {} // tanh keeps the range.

private:
    int64_t m_height;
    int64_t m_width;
    at::Tensor m_scale;
};

} // namespace

at::Tensor spectrumScale(int64_t height, int64_t width, double decay)
{
    const at::TensorOptions numbers(at::kDouble);
    const at::Tensor fy = at::fft_fftfreq(height, 1.0, numbers).unsqueeze(1);
    const at::Tensor fx = at::fft_rfftfreq(width, 1.0, numbers).unsqueeze(0);
    const at::Tensor frequency = (fy.square() + fx.square()).sqrt();
    return std::sqrt(double(width * height)) /
           frequency.clamp_min(1.0 / double(std::max(width, height))).pow(decay);
}

at::Tensor colourMatrix(at::ScalarType dtype)
{
    // Square root of the colour covariance of ImageNet, divided by its largest column norm.
    static const at::Tensor matrix =
        at::tensor({.26, .09, .02, .27, 0., -.05, .27, -.09, .03}, at::kDouble).reshape({3, 3}) / .46195238;
    return matrix.to(dtype);
}

std::unique_ptr<ImageParameterisation> makeFourierImage(int64_t height, int64_t width, double decay)
{
    return std::make_unique<FourierImage>(height, width, decay);
}

} // namespace saliscope::compute

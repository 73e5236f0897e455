// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <memory>

namespace saliscope::compute {

/// What ascent moves instead of a picture. Pictures are (1, 3, H, W), RGB, black -1 and white 1.
class ImageParameterisation
{
public:
    virtual ~ImageParameterisation() = default;

    /// Random parameters to start from; what `spread` means is the parameterisation's. On the CPU.
    virtual at::Tensor start(uint64_t seed, double spread, at::ScalarType dtype) const = 0;
    /// The picture of some parameters. Differentiable.
    virtual at::Tensor picture(const at::Tensor& parameters) const = 0;
    /// Parameters whose picture is `picture`, as nearly as it can be expressed.
    virtual at::Tensor parameters(const at::Tensor& picture) const = 0;
    /// Brings the picture back into -1..1.
    virtual void clip(at::Tensor& parameters) const = 0;
};

/// The picture itself; starts uniform in -spread .. spread.
std::unique_ptr<ImageParameterisation> makePixelImage(int64_t height, int64_t width);

/// Spectra of three decorrelated colours, squashed into the valid range, as in lucid:
///   picture = tanh(rgb / 2) = 2 sigmoid(rgb) - 1,  rgb = M t,  t = irfft2(scale z) / 4,
///   scale = sqrt(W H) / max(f, 1 / max(W, H))^decay,  f = sqrt(fx^2 + fy^2) in cycles per pixel,
/// z (3, H, W/2 + 1, 2) real and imaginary parts; starts normal with standard deviation spread.
std::unique_ptr<ImageParameterisation> makeFourierImage(int64_t height, int64_t width, double decay);

/// `scale` above, (H, W/2 + 1), float64.
at::Tensor spectrumScale(int64_t height, int64_t width, double decay);
/// M above, (3, 3): decorrelated colours (columns) to RGB (rows).
at::Tensor colourMatrix(at::ScalarType dtype);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/compute/ascent/image_parameterisation.h"
#include "core/compute/methods/philox_noise.h"

namespace saliscope::compute {

namespace {

class PixelImage : public ImageParameterisation
{
public:
    PixelImage(int64_t height, int64_t width)
        : m_shape{3, height, width}
    {}

    at::Tensor start(uint64_t seed, double spread, at::ScalarType dtype) const override
    {
        return philoxUniforms(m_shape, seed, 0, -spread, spread, dtype);
    }
    at::Tensor picture(const at::Tensor& parameters) const override { return parameters; }
    at::Tensor parameters(const at::Tensor& picture) const override { return picture; }
    void clip(at::Tensor& parameters) const override { parameters.clamp_(-1, 1); }

private:
    std::array<int64_t, 3> m_shape;
};

} // namespace

std::unique_ptr<ImageParameterisation> makePixelImage(int64_t height, int64_t width)
{
    return std::make_unique<PixelImage>(height, width);
}

} // namespace saliscope::compute

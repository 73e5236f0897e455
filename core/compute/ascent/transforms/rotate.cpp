// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numbers>

#include "core/compute/ascent/transforms/bilinear.h"
#include "core/compute/ascent/transforms/transforms.h"

namespace saliscope::compute {

at::Tensor rotated(const at::Tensor& picture, double radians)
{
    if (radians == 0)
        return picture;
    if (picture.device().is_cpu())
        return rotatedOnCpu(picture, radians);
    // The grid's coordinates run from -1 at the first pixel's centre to 1 at the last's on either axis.
    const double aspect =
        double(std::max<int64_t>(1, picture.size(2) - 1)) / double(std::max<int64_t>(1, picture.size(3) - 1));
    const double cosine = std::cos(radians);
    const double sine = std::sin(radians);
    const at::Tensor matrix = at::tensor({cosine, sine * aspect, 0., -sine / aspect, cosine, 0.}, at::kDouble)
                                  .reshape({1, 2, 3})
                                  .to(picture.options());
    const at::Tensor grid = at::affine_grid_generator(matrix, picture.sizes(), true);
    constexpr int64_t bilinear = 0;
    constexpr int64_t zerosOutside = 0;
    return at::grid_sampler(picture, grid, bilinear, zerosOutside, true);
}

Transform randomRotate(int degrees)
{
    return [=](const at::Tensor& picture, Draws& draws) {
        const int angles = 2 * degrees + 1;
        const int drawn = draws.integer(angles + 5);
        return rotated(picture, drawn < angles ? (drawn - degrees) * std::numbers::pi / 180 : 0);
    };
}

Transform normalRotate(double radians)
{
    return
        [=](const at::Tensor& picture, Draws& draws) { return rotated(picture, radians * draws.normal()); };
}

} // namespace saliscope::compute

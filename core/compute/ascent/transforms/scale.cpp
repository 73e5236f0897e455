// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/compute/ascent/transforms/bilinear.h"
#include "core/compute/ascent/transforms/transforms.h"

namespace saliscope::compute {

at::Tensor resized(const at::Tensor& picture, int64_t height, int64_t width)
{
    if (picture.size(2) == height && picture.size(3) == width)
        return picture;
    return picture.device().is_cpu() ? resizedOnCpu(picture, height, width)
                                     : at::upsample_bilinear2d(picture, {height, width}, false);
}

Transform randomScale(double amount)
{
    const int64_t most = std::lround(amount * 50);
    return [=](const at::Tensor& picture, Draws& draws) {
        const int64_t fiftieths = 50 - most + draws.integer(int(2 * most + 1));
        const auto side = [&](int dimension) {
            return std::max<int64_t>(1, picture.size(dimension) * fiftieths / 50);
        };
        return resized(picture, side(2), side(3));
    };
}

} // namespace saliscope::compute

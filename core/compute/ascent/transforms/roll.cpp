// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/transforms/transforms.h"

namespace saliscope::compute {

Transform normalRoll(double pixels)
{
    return [=](const at::Tensor& picture, Draws& draws) {
        const auto down = int64_t(pixels * draws.normal());
        const auto right = int64_t(pixels * draws.normal());
        return at::roll(picture, {down, right}, {2, 3});
    };
}

} // namespace saliscope::compute

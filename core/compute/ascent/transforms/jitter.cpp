// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/transforms/transforms.h"

namespace saliscope::compute {

Transform jitter(int pixels)
{
    return [=](const at::Tensor& picture, Draws& draws) {
        const int64_t cut = std::min<int64_t>(pixels, std::min(picture.size(2), picture.size(3)) - 1);
        const int64_t top = draws.integer(int(cut) + 1);
        const int64_t left = draws.integer(int(cut) + 1);
        return picture.slice(2, top, picture.size(2) - cut + top)
            .slice(3, left, picture.size(3) - cut + left);
    };
}

} // namespace saliscope::compute

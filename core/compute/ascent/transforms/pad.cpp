// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/transforms/transforms.h"

namespace saliscope::compute {

Transform pad(int pixels)
{
    return [=](const at::Tensor& picture, Draws&) {
        return at::constant_pad_nd(picture, {pixels, pixels, pixels, pixels}, 0);
    };
}

} // namespace saliscope::compute

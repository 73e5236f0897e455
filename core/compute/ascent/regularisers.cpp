// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/regularisers.h"

namespace saliscope::compute {

at::Tensor sumOfSquares(const at::Tensor& picture)
{
    return picture.square().sum();
}

at::Tensor totalVariation(const at::Tensor& picture)
{
    const auto differences = [&](int64_t dimension) {
        return (picture.slice(dimension, 1) - picture.slice(dimension, 0, -1)).abs().sum();
    };
    return (differences(2) + differences(3)) / double(picture.size(2) * picture.size(3));
}

} // namespace saliscope::compute

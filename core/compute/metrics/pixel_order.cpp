// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/metrics/pixel_order.h"

#include <ATen/ATen.h>

namespace saliscope::compute {

at::Tensor pixelMap(const at::Tensor& map)
{
    return map.size(0) == 1 ? map[0] : map.mean(0);
}

at::Tensor pixelRanks(const at::Tensor& map)
{
    const at::Tensor values = pixelMap(map);
    const at::Tensor order = at::argsort(values.flatten(), true, 0, true);
    at::Tensor ranks = at::empty_like(order);
    ranks.scatter_(0, order, at::arange(order.numel(), order.options()));
    return ranks.reshape(values.sizes());
}

} // namespace saliscope::compute

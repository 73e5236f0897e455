// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/tensors.h"

#include <ATen/Functions.h>

#include <algorithm>

namespace saliscope::compute {

at::Tensor inputTensor(const FloatMap& map, const at::TensorOptions& options)
{
    const at::Tensor view = at::from_blob(const_cast<float*>(map.values.data()),
                                          {1, map.channels, map.height, map.width}, at::kFloat);
    at::Tensor result = at::empty(view.sizes(), options.memory_format(at::MemoryFormat::ChannelsLast));
    return result.copy_(view);
}

FloatMap floatMap(const at::Tensor& tensor)
{
    const at::Tensor plain = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    FloatMap map(int(plain.size(0)), int(plain.size(1)), int(plain.size(2)));
    std::copy_n(plain.const_data_ptr<float>(), map.values.size(), map.values.begin());
    return map;
}

} // namespace saliscope::compute

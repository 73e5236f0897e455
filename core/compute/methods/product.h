// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/method.h"

namespace saliscope::compute {

/// The product of two methods' maps, place by place and channel by channel; a map without channels multiplies
/// every channel. Guided Grad-CAM is Grad-CAM times guided backpropagation.
class ProductMethod : public PointMethod
{
public:
    MethodInfo info() const override;
    at::Tensor attribute(const MethodInput& input, const at::Tensor& batch) const override;
    bool isCombination() const override { return true; }
    Remarks remarks(const MethodInput& input) const override;
};

} // namespace saliscope::compute

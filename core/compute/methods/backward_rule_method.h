// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/method.h"

namespace saliscope::compute {

/// A gradient whose way back through the activations is another one.
class BackwardRuleMethod : public PointMethod
{
public:
    at::Tensor attribute(const MethodInput& input, const at::Tensor& batch) const override;
    /// Says which activations the model has, where that is not plain ReLUs.
    Remarks remarks(const MethodInput& input) const override;

protected:
    virtual BackwardRule rule(const ParamValues& params) const = 0;
};

} // namespace saliscope::compute

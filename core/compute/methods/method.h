// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/compute/model/model.h"
#include "core/engine/runner.h"

namespace saliscope::compute {

/// What a method works on: the model, one preprocessed image and the resolved scalar.
struct MethodInput
{
    Model& model;
    at::Tensor image;   ///< (1, C, H, W), device and dtype of the model, channels-last.
    Target target;      ///< Kind Class or Unit: ranks are resolved.
    ParamValues params; ///< Complete.
    quint64 seed = 1;
};

/// One way to make a map. Stateless; one instance lives in the registry. Runs on the computing thread.
class Method
{
public:
    virtual ~Method() = default;

    virtual MethodInfo info() const = 0;

    /// Attributions of a batch of variants (N, C, H, W) of the image, unreduced, same shape: what wrappers
    /// average.
    virtual at::Tensor attribute(const MethodInput& input, const at::Tensor& batch,
                                 const CancelToken& cancel) const = 0;
};

/// Every method, in the order people see them.
const std::vector<std::unique_ptr<Method>>& methodRegistry();
const Method* findMethod(const QString& id);

} // namespace saliscope::compute

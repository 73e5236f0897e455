// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/backward_rule_method.h"

namespace saliscope::compute {

/// The deconvolutional network of Zeiler and Fergus (2014) as a rule for gradients: at every activation only
/// positive gradients go on, whether the unit was active or not; pooling goes back to where the maxima were.
class Deconvnet : public BackwardRuleMethod
{
public:
    MethodInfo info() const override;

protected:
    BackwardRule rule(const ParamValues& params) const override;
};

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/backward_rule_method.h"

namespace saliscope::compute {

/// Guided backpropagation (Springenberg et al. 2014): at every activation only positive gradients go on to
/// units that were active. One forward and one backward pass.
class GuidedBackprop : public BackwardRuleMethod
{
public:
    MethodInfo info() const override;

protected:
    BackwardRule rule(const ParamValues& params) const override;
};

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/backward_rule_method.h"

namespace saliscope::compute {

/// RectGrad (Kim et al. 2019): at every activation the gradient goes on only where it matters most, that is
/// where activation times gradient exceeds a percentile of that product in the layer.
class RectGrad : public BackwardRuleMethod
{
public:
    MethodInfo info() const override;

protected:
    BackwardRule rule(const ParamValues& params) const override;
};

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/method_info.h"

namespace saliscope {

/// `params` as the method's specs read them, or what is wrong with the first that they do not allow.
Expected<ParamValues> checkedParams(const MethodInfo& method, const ParamValues& params,
                                    const QList<MethodInfo>& methods);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/param_spec.h"

namespace saliscope {

ParamValues completedParams(const QList<ParamSpec>& specs, const ParamValues& given)
{
    ParamValues values;
    for (const ParamSpec& spec : specs)
        values.insert(spec.id, given.value(spec.id, spec.defaultValue));
    return values;
}

} // namespace saliscope

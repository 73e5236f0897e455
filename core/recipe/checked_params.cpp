// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/checked_params.h"

#include "core/base/strings.h"

namespace saliscope {

Expected<ParamValues> checkedParams(const MethodInfo& method, const ParamValues& params,
                                    const QList<MethodInfo>& methods)
{
    const MethodInfo wrapping = withWrapped(method, params, methods);
    ParamValues checked;
    for (auto param = params.begin(); param != params.end(); ++param) {
        const ParamSpec* spec = wrapping.param(param.key());
        if (!spec)
            return failure(ErrorCode::InvalidArgument,
                           u"%1 has no parameter \"%2\""_s.arg(method.name, param.key()), {},
                           u"\"saliscope methods\" lists those it has."_s);
        const Expected<QVariant> value = parseParam(*spec, param->toString());
        if (!value)
            return tl::unexpected(value.error());
        checked.insert(param.key(), *value);
    }
    return checked;
}

} // namespace saliscope

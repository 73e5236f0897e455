// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/metrics/shares.h"

#include "core/base/strings.h"
#include "core/compute/methods/baselines.h"
#include "core/compute/methods/fill.h"

namespace saliscope::compute {

bool isShareOfScore(const ExplainedImage& explained)
{
    const MethodInfo info = explained.method.info();
    const ParamValues& params = explained.input.params;
    if (info.wraps != QStringList{u"of"_s})
        return info.sharesScore;
    return params.value(u"aggregate"_s).toString() == u"mean" &&
           wrappedMethod(params, u"of"_s).info().sharesScore;
}

at::Tensor ownBaselines(const MethodInput& input)
{
    if (input.params.contains(u"baseline"_s))
        return baselines(input);
    if (input.params.contains(u"of"_s))
        return ownBaselines(wrappedInput(input, u"of"_s));
    return filled(input.model, input.image, Fill::Mean);
}

at::Tensor signedMap(const MethodOutput& output)
{
    return output.channels.defined() ? output.channels : output.map;
}

} // namespace saliscope::compute

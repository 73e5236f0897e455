// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/method.h"

#include <QElapsedTimer>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/methods/reduction.h"

namespace saliscope::compute {

MethodOutput PointMethod::run(const MethodInput& input, MethodReport& report) const
{
    QElapsedTimer timer;
    timer.start();
    MethodInput reporting = input;
    reporting.progress = [&](int done, int total) { report.progress(done, total); };
    const at::Tensor attribution = attribute(reporting, input.image)[0].to(at::kCPU, at::kDouble);
    report.progress(1, 1);
    MethodOutput output{.map = reduceChannels(attribution, reductionOf(input.params)),
                        .channels = attribution,
                        .millisecondsPerSample = double(timer.nsecsElapsed()) * 1e-6};
    measure(input, attribution, output);
    return output;
}

const PointMethod* findPointMethod(const QString& id)
{
    return dynamic_cast<const PointMethod*>(findMethod(id));
}

ParamValues completeParams(const Method& method, const ParamValues& params)
{
    return withWrapped(method.info(), params, methodInfos()).completed(params);
}

const PointMethod& wrappedMethod(const ParamValues& params, const QString& wrapping)
{
    const QString id = params.value(wrapping).toString();
    const PointMethod* method = findPointMethod(id);
    if (!method)
        throw ComputeError(ErrorCode::InvalidArgument, u"\"%1\" cannot be \"%2\""_s.arg(wrapping, id), {},
                           u"\"saliscope methods\" lists what it may be."_s);
    return *method;
}

MethodInput wrappedInput(const MethodInput& input, const QString& wrapping)
{
    MethodInput wrapped = input;
    wrapped.progress = [](int, int) {};
    wrapped.params =
        completeParams(wrappedMethod(input.params, wrapping), wrappedParams(input.params, wrapping));
    return wrapped;
}

Remarks wrappedRemarks(const MethodInput& input, const QString& wrapping)
{
    return wrappedMethod(input.params, wrapping).remarks(wrappedInput(input, wrapping));
}

QList<ParamSpec::Choice> pointMethodChoices(Combinations combinations)
{
    QList<ParamSpec::Choice> choices;
    for (const auto& method : methodRegistry()) {
        const auto* const point = dynamic_cast<const PointMethod*>(method.get());
        if (!point || (point->isCombination() && combinations == Combinations::Without))
            continue;
        const MethodInfo info = point->info();
        choices << ParamSpec::Choice{info.id, info.name};
    }
    return choices;
}

} // namespace saliscope::compute

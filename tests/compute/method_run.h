// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/compute/methods/method.h"
#include "core/compute/methods/philox_noise.h"
#include "tests/compute/reference.h"

namespace saliscope::compute {

/// Counts reports; can cancel after so many samples.
class Report : public MethodReport
{
public:
    void progress(int done, int) override
    {
        lastProgress = done;
        if (cancelAt > 0 && done >= cancelAt)
            token.cancel();
    }
    bool isPreviewDue() const override { return true; }
    void preview(const MethodOutput& output) override { previewSamples.push_back(output.samples); }

    CancelToken token;
    int cancelAt = 0;
    int lastProgress = 0;
    std::vector<int> previewSamples;
};

inline at::Tensor image(const Model& model)
{
    return philoxUniforms({3, 32, 32}, 21, 0, -1, 1, at::kDouble)
        .to(model.tensorOptions())
        .contiguous(at::MemoryFormat::ChannelsLast);
}

/// Of class 1, unless `target` says otherwise.
inline MethodInput inputFor(Model& model, const QString& id, const ParamValues& params, Target target = {})
{
    if (target.kind == Target::Kind::Rank)
        target = {.kind = Target::Kind::Class, .index = 1};
    return {.model = model,
            .image = image(model),
            .target = target,
            .params = completeParams(*findMethod(id), params),
            .seed = 7};
}

inline MethodOutput run(Model& model, const QString& id, const ParamValues& params, Report& report,
                        const Target& target = {})
{
    MethodInput input = inputFor(model, id, params, target);
    input.cancel = report.token;
    return findMethod(id)->run(input, report);
}

inline MethodOutput run(Model& model, const QString& id, const ParamValues& params, const Target& target = {})
{
    Report report;
    return run(model, id, params, report, target);
}

/// a and b of the quadratic model's class 1: gradient 2 a^2 x + b.
inline std::pair<at::Tensor, at::Tensor> quadraticWeights()
{
    return {(drawn(3, {3, 3, 32, 32})[1] * 0.1).to(at::kDouble),
            (drawn(4, {3, 3, 32, 32})[1] * 0.05).to(at::kDouble)};
}

inline Remarks remarksOf(Model& model, const QString& id, const ParamValues& params)
{
    return findMethod(id)->remarks(inputFor(model, id, params));
}

inline const ParamValues channels{{u"reduction"_s, u"none"_s}};

inline ParamValues with(ParamValues params, const ParamValues& more)
{
    params.insert(more);
    return params;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/metrics/metric.h"
#include "tests/compute/method_run.h"

namespace saliscope::compute {

/// A method's map of the test image, class 1, seed 7, ready to be judged.
inline ExplainedImage explained(Model& model, const QString& id, const ParamValues& params = {})
{
    const Method* const method = findMethod(id);
    const MethodInfo info = withWrapped(method->info(), params, methodInfos());
    ExplainedImage result{.method = *method,
                          .input = {.model = model,
                                    .image = image(model),
                                    .target = {.kind = Target::Kind::Class, .index = 1},
                                    .params = info.completed(params),
                                    .seed = 7},
                          .output = {},
                          .attribution = nullptr};
    Report report;
    result.output = method->run(result.input, report);
    return result;
}

/// The same with `map` (H, W) or (C, H, W) in place of what the method found.
inline ExplainedImage withMap(Model& model, const at::Tensor& map)
{
    ExplainedImage result = explained(model, u"gradient"_s);
    result.output = {.map = (map.dim() == 2 ? map.unsqueeze(0) : map).to(at::kDouble)};
    return result;
}

inline MetricResult judge(const ExplainedImage& explained, const QString& id, const ParamValues& params = {},
                          const QRectF& box = {})
{
    const Metric* const metric = findMetric(id);
    return metric->run(
        {.explained = explained, .params = completedParams(metric->info().params, params), .box = box});
}

/// What is compared with formulas for the explained score, not for the probability.
inline const ParamValues byScore{{u"score"_s, u"explained"_s}};

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_metrics.h"

#include <algorithm>

#include "core/base/strings.h"

namespace saliscope::test {

QList<MetricInfo> fakeMetrics()
{
    const ParamSpec steps{.id = u"steps"_s,
                          .name = u"Steps"_s,
                          .kind = ParamSpec::Kind::Integer,
                          .defaultValue = 4,
                          .minimum = 1,
                          .maximum = 100,
                          .help = u"Points of the curve."_s};
    return {{.id = u"deletion"_s,
             .name = u"Deletion"_s,
             .meaning = u"Area under a curve."_s,
             .better = MetricInfo::Better::Lower,
             .params = {steps}},
            {.id = u"sparseness"_s, .name = u"Sparseness"_s, .meaning = u"How few pixels have everything."_s},
            {.id = u"max-sensitivity"_s,
             .name = u"Max-sensitivity"_s,
             .meaning = u"How much the map can change."_s,
             .better = MetricInfo::Better::Lower,
             .explainsAgain = true},
            {.id = u"pointing-game"_s,
             .name = u"Pointing game"_s,
             .meaning = u"Whether the map points into the box."_s,
             .needsBox = true}};
}

MetricResult fakeResult(const MetricRecipe& metric, int place)
{
    const QList<MetricInfo> infos = fakeMetrics();
    const auto info = std::find_if(infos.begin(), infos.end(),
                                   [&](const MetricInfo& entry) { return entry.id == metric.metric; });
    MetricResult result{.metric = metric.metric, .params = metric.params, .value = place + 0.5};
    if (info != infos.end() && info->needsBox && metric.box.isEmpty()) {
        result.value.reset();
        result.notes += u"No box was given."_s;
    }
    if (metric.metric == u"deletion")
        result.curves += MetricCurve{u"Deletion"_s, u"share"_s, u"probability"_s, {{0, 1}, {1, 0}}};
    return result;
}

} // namespace saliscope::test

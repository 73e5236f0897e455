// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/compute/metrics/metrics.h"

namespace saliscope::compute {

const std::vector<std::unique_ptr<Metric>>& metricRegistry()
{
    static const auto registry = [] {
        std::vector<std::unique_ptr<Metric>> metrics;
        metrics.push_back(makeDeletion());
        metrics.push_back(makeInsertion());
        metrics.push_back(makeRoad());
        metrics.push_back(makeAverageDrop());
        metrics.push_back(makeAverageIncrease());
        metrics.push_back(makeAverageGain());
        metrics.push_back(makeInfidelity());
        metrics.push_back(makeCompleteness());
        metrics.push_back(makeSparseness());
        metrics.push_back(makeComplexity());
        metrics.push_back(makePointingGame());
        metrics.push_back(makeMaxSensitivity());
        metrics.push_back(makeRandomisation());
        return metrics;
    }();
    return registry;
}

const Metric* findMetric(const QString& id)
{
    const auto& metrics = metricRegistry();
    const auto found = std::find_if(metrics.begin(), metrics.end(),
                                    [&](const auto& metric) { return metric->info().id == id; });
    return found == metrics.end() ? nullptr : found->get();
}

QList<MetricInfo> metricInfos()
{
    QList<MetricInfo> infos;
    for (const auto& metric : metricRegistry())
        infos << metric->info();
    return infos;
}

uint64_t metricSeed(const MethodInput& input)
{
    constexpr uint64_t forMetrics = 0x6d65747269637300; // "metrics"
    return input.seed ^ forMetrics;
}

MetricResult noValue(const QString& why)
{
    MetricResult result;
    result.notes += why;
    return result;
}

} // namespace saliscope::compute

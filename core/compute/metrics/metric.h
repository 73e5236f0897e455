// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <QRectF>

#include "core/compute/methods/explain.h"
#include "core/recipe/metric_result.h"

namespace saliscope::compute {

/// The map that a metric judges, and how.
struct MetricInput
{
    const ExplainedImage& explained;
    ParamValues params; ///< Complete.
    QRectF box = {};    ///< Where the object is, in pixels of the network input; empty: not known.
    /// Told how far the metric is.
    std::function<void(int done, int total)> progress = [](int, int) {};
};

/// One number about a map, as its info() says. Stateless; one instance lives in the registry. Where there is
/// no such number, the result has no value and says why. Errors are ComputeError; a cancelled run throws.
class Metric
{
public:
    virtual ~Metric() = default;

    virtual MetricInfo info() const = 0;
    virtual MetricResult run(const MetricInput& input) const = 0;
};

/// Every metric, in the order people see them.
const std::vector<std::unique_ptr<Metric>>& metricRegistry();
/// Null when there is none with this id.
const Metric* findMetric(const QString& id);
QList<MetricInfo> metricInfos();

/// The key of a metric's random numbers: another one than the map's own, or a perturbation would be the noise
/// that the map was averaged over.
uint64_t metricSeed(const MethodInput& input);

/// A result without a value, and why.
MetricResult noValue(const QString& why);

} // namespace saliscope::compute

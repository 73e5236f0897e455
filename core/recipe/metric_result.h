// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include <optional>

#include "core/recipe/attribution.h"
#include "core/recipe/metric_info.h"

namespace saliscope {

/// What a metric walked along, such as the probability while pixels are removed.
struct MetricCurve
{
    QString name;
    QString xName;
    QString yName;
    QList<QPointF> points;
};

/// The map of a model of whose layers the last ones were given random weights.
struct RandomisedMap
{
    QString layer; ///< The last one to be changed: everything behind it was, too.
    int layers = 0;
    FloatMap map;
    double rankCorrelation = 0; ///< With the model's own map, of magnitudes.
    double similarity = 0;      ///< The same by SSIM.
};

/// What a metric found about one map.
struct MetricResult
{
    QString metric;
    ParamValues params;          ///< Complete.
    std::optional<double> value; ///< None: the notes say why.
    double standardError = 0;    ///< 0: nothing was left to chance, or it is not known.
    QList<Measure> details;
    QList<MetricCurve> curves;
    QList<RandomisedMap> randomised;
    QStringList notes;
    double seconds = 0;
};

/// A map and what is said about it, in the order it was asked for.
struct Measurement
{
    AttributionPtr attribution;
    QList<MetricResult> results;
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/metric_result.h"

namespace saliscope {

/// A judged map as a line of a table.
struct MeasuredMap
{
    QString image; ///< What the photo is called.
    Measurement measurement;
};

/// Null where the metric was not asked for.
const MetricResult* resultOf(const MeasuredMap& map, const QString& metric);
/// The metrics that any of the maps has, in the order they come.
QStringList metricsOf(const QList<MeasuredMap>& maps);

/// A line for each map: image, class, method, a column for each metric and one for its standard error where
/// it has any. Commas and quotes as RFC 4180 has them; numbers that are missing are empty.
QByteArray measuredCsv(const QList<MeasuredMap>& maps);

} // namespace saliscope

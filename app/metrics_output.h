// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>

#include "core/imaging/picture.h"
#include "core/recipe/metric_result.h"

namespace saliscope::app {

/// What is said about the maps of one image, method by method.
struct MeasuredImage
{
    Picture picture;
    QList<Measurement> methods;
};

/// A table of methods by metrics for each image and, for several, one of their means. Below each the reasons
/// for what is missing.
QString metricsText(const QList<MeasuredImage>& images, const QList<MetricInfo>& metrics);
/// The document that `saliscope metrics --json` prints.
QJsonArray metricsJson(const QList<MeasuredImage>& images);

/// What `saliscope metrics --list` prints.
QString metricListText(const QList<MetricInfo>& metrics);
QJsonArray metricListJson(const QList<MetricInfo>& metrics);

} // namespace saliscope::app

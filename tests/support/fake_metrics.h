// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/metric_result.h"

namespace saliscope::test {

/// The metrics of FakeRunner: one with a curve, one without parameters, one that explains again, one that
/// needs a box.
QList<MetricInfo> fakeMetrics();
/// What FakeRunner finds for metric number `place` of those that were asked for.
MetricResult fakeResult(const MetricRecipe& metric, int place);

} // namespace saliscope::test

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/metrics/metric.h"

namespace saliscope::compute {

/// The metrics, by file.
std::unique_ptr<Metric> makeDeletion();  // pixel_curves
std::unique_ptr<Metric> makeInsertion(); // pixel_curves
std::unique_ptr<Metric> makeRoad();
std::unique_ptr<Metric> makeAverageDrop();     // masked_photo
std::unique_ptr<Metric> makeAverageIncrease(); // masked_photo
std::unique_ptr<Metric> makeAverageGain();     // masked_photo
std::unique_ptr<Metric> makeInfidelity();
std::unique_ptr<Metric> makeCompleteness();
std::unique_ptr<Metric> makeSparseness(); // concentration
std::unique_ptr<Metric> makeComplexity(); // concentration
std::unique_ptr<Metric> makePointingGame();
std::unique_ptr<Metric> makeMaxSensitivity();
std::unique_ptr<Metric> makeRandomisation();

} // namespace saliscope::compute

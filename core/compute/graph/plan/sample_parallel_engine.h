// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/graph/gradient_engine.h"

namespace saliscope::compute {

/// The plan, with the samples of a batch spread over one-thread workers where there are at least as many
/// samples as threads; a smaller batch runs on all threads together. Samples are independent of each other,
/// and the plan gives them the same bits either way. On the CPU.
std::unique_ptr<GradientEngine> makeSampleParallelEngine(Graph planned);

} // namespace saliscope::compute

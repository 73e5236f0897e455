// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// Why what leads from `layer` to `output` is not an average over the places followed by linear layers with
/// fixed weights, in words; empty where it is. That nothing but the average is read has to be seen from the
/// gradient: it is then the same at every place.
QString linearHeadObstacle(const Graph& graph, ValueId layer, ValueId output);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace saliscope::compute {

/// The vectorised loop of philoxNormals(): `count` numbers, four for each of the counters (firstBlock + i,
/// sample), in float64 and then rounded. Chooses the instruction set of the machine it runs on.
void philoxNormals(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t count, float* out);
void philoxNormals(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t count, double* out);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace saliscope::compute {

/// The vectorised loop of philoxNormals(): the four numbers of each of the counters (firstBlock + i, sample),
/// i < blocks, to out[4 i ...]. Chooses the instruction set of the machine it runs on.
void philoxNormalBlocks(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t blocks, double* out);

} // namespace saliscope::compute

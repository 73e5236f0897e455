// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/draws.h"

#include "core/compute/methods/philox_noise.h"

namespace saliscope::compute {

std::array<uint32_t, 4> PhiloxDraws::words()
{
    return philoxWords(m_seed, (uint64_t(0xFFFFFFFF) << 32) | m_next++, m_step);
}

int PhiloxDraws::integer(int count)
{
    return int((uint64_t(words()[0]) * uint64_t(count)) >> 32);
}

double PhiloxDraws::normal()
{
    const auto w = words();
    return boxMuller(w[0], w[1])[0];
}

} // namespace saliscope::compute

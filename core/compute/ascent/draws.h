// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace saliscope::compute {

/// The random numbers of one step of ascent, drawn in order. Tests put fixed numbers in their place.
class Draws
{
public:
    virtual ~Draws() = default;
    /// Uniform in 0 .. count - 1.
    virtual int integer(int count) = 0;
    /// Standard normal.
    virtual double normal() = 0;
};

/// Draw number i of step t of seed s is Philox4x32-10 with key s and counter (i, all ones, t): steps replay
/// alone, and no counter is shared with philoxNormals(), whose second word counts blocks of elements.
class PhiloxDraws : public Draws
{
public:
    PhiloxDraws(uint64_t seed, uint64_t step)
        : m_seed(seed)
        , m_step(step)
    {}
    int integer(int count) override;
    double normal() override;

private:
    std::array<uint32_t, 4> words();

    uint64_t m_seed;
    uint64_t m_step;
    uint32_t m_next = 0;
};

} // namespace saliscope::compute

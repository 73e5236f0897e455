// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/philox_kernel.h"

#include <numbers>

// This file is compiled once for every instruction set: Highway includes it again from here.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/compute/methods/philox_kernel.cpp"
#include <hwy/foreach_target.h> // first

#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace saliscope::compute {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Doubles = hn::ScalableTag<double>;
using Wides = hn::RebindToUnsigned<Doubles>; ///< 64-bit lanes, each of which holds a 32-bit word.
using Words = hn::Vec<Wides>;
using Numbers = hn::Vec<Doubles>;

struct Counter
{
    Words w[4];
};

/// The 64-bit products of 32-bit words.
HWY_INLINE Words product(Words word, uint64_t factor)
{
    const Wides d;
#if HWY_TARGET == HWY_SCALAR
    return hn::Set(d, hn::GetLane(word) * factor);
#else
    const hn::Repartition<uint32_t, Wides> half;
    return hn::MulEven(hn::BitCast(half, word), hn::BitCast(half, hn::Set(d, factor)));
#endif
}

/// Ten rounds of Philox4x32 (Salmon et al. 2011) in every lane.
HWY_INLINE Counter philox(Counter c, uint64_t seed)
{
    const Wides d;
    const Words mask = hn::Set(d, 0xFFFFFFFF);
    auto key0 = uint32_t(seed);
    auto key1 = uint32_t(seed >> 32);
    for (int round = 0; round < 10; ++round) {
        const Words first = product(c.w[0], 0xD2511F53);
        const Words second = product(c.w[2], 0xCD9E8D57);
        c = {{hn::Xor(hn::Xor(hn::ShiftRight<32>(second), c.w[1]), hn::Set(d, uint64_t(key0))),
              hn::And(second, mask),
              hn::Xor(hn::Xor(hn::ShiftRight<32>(first), c.w[3]), hn::Set(d, uint64_t(key1))),
              hn::And(first, mask)}};
        key0 += 0x9E3779B9;
        key1 += 0xBB67AE85;
    }
    return c;
}

/// (w + 1/2) 2^-32.
HWY_INLINE Numbers unitInterval(Words word)
{
    const Doubles d;
    constexpr uint64_t exponentOf2To52 = 0x4330000000000000;
    const Numbers shifted = hn::BitCast(d, hn::Or(word, hn::Set(Wides(), exponentOf2To52)));
    const Numbers number = hn::Sub(shifted, hn::Set(d, 0x1p52));
    return hn::Mul(hn::Add(number, hn::Set(d, 0.5)), hn::Set(d, 0x1p-32));
}

struct Pair
{
    Numbers first, second;
};

HWY_INLINE Pair boxMuller(Words first, Words second)
{
    const Doubles d;
    const Numbers radius = hn::Sqrt(hn::Mul(hn::Set(d, -2.0), hn::Log(d, unitInterval(first))));
    const Numbers angle = hn::Mul(hn::Set(d, 2 * std::numbers::pi), unitInterval(second));
    return {hn::Mul(radius, hn::Cos(d, angle)), hn::Mul(radius, hn::Sin(d, angle))};
}

void normalBlocks(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t blocks, double* out)
{
    const Doubles d;
    const Wides wide;
    const Words mask = hn::Set(wide, 0xFFFFFFFF);
    const auto lanes = int64_t(hn::Lanes(d));
    HWY_ALIGN double last[4 * hn::MaxLanes(d)];
    for (int64_t i = 0; i < blocks; i += lanes) {
        const Words block = hn::Add(hn::Iota(wide, 0), hn::Set(wide, firstBlock + uint64_t(i)));
        const Counter words = philox({{hn::And(block, mask), hn::ShiftRight<32>(block),
                                       hn::Set(wide, sample & 0xFFFFFFFF), hn::Set(wide, sample >> 32)}},
                                     seed);
        const Pair a = boxMuller(words.w[0], words.w[1]);
        const Pair b = boxMuller(words.w[2], words.w[3]);
        const bool isWhole = i + lanes <= blocks;
        hn::StoreInterleaved4(a.first, a.second, b.first, b.second, d, isWhole ? out + 4 * i : last);
        for (int64_t k = 0; !isWhole && k < 4 * (blocks - i); ++k)
            out[4 * i + k] = last[k];
    }
}

} // namespace HWY_NAMESPACE
} // namespace saliscope::compute
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace saliscope::compute {

HWY_EXPORT(normalBlocks);

void philoxNormalBlocks(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t blocks, double* out)
{
    HWY_DYNAMIC_DISPATCH(normalBlocks)(seed, firstBlock, sample, blocks, out);
}

} // namespace saliscope::compute
#endif

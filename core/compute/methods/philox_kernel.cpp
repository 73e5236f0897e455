// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/philox_kernel.h"

#include <algorithm>
#include <numbers>

// This file is compiled once for every instruction set: Highway includes it again from here.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/compute/methods/philox_kernel.cpp"
#include <hwy/foreach_target.h> // first

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
    Words w[4]; ///< The upper half of a lane may hold anything.
};

/// The 64-bit products of 32-bit words.
HWY_INLINE Words product(Words word, uint64_t factor)
{
    const Wides d;
#if HWY_TARGET == HWY_SCALAR
    return hn::Set(d, (hn::GetLane(word) & 0xFFFFFFFF) * factor);
#else
    const hn::Repartition<uint32_t, Wides> half;
    return hn::MulEven(hn::BitCast(half, word), hn::BitCast(half, hn::Set(d, factor)));
#endif
}

/// Ten rounds of Philox4x32 (Salmon et al. 2011) in every lane.
HWY_INLINE Counter philox(Counter c, uint64_t seed)
{
    const Wides d;
    auto key0 = uint32_t(seed);
    auto key1 = uint32_t(seed >> 32);
    for (int round = 0; round < 10; ++round) {
        const Words first = product(c.w[0], 0xD2511F53);
        const Words second = product(c.w[2], 0xCD9E8D57);
        c = {{hn::Xor3(hn::ShiftRight<32>(second), c.w[1], hn::Set(d, uint64_t(key0))), second,
              hn::Xor3(hn::ShiftRight<32>(first), c.w[3], hn::Set(d, uint64_t(key1))), first}};
        key0 += 0x9E3779B9;
        key1 += 0xBB67AE85;
    }
    return c;
}

/// c[0] + c[1] z + ...: even and odd powers apart, so that they need not wait for each other.
template <std::size_t Count>
HWY_INLINE Numbers polynomial(Numbers z, const double (&c)[Count])
{
    static_assert(Count % 2 == 1);
    const Doubles d;
    const Numbers square = hn::Mul(z, z);
    Numbers even = hn::Set(d, c[Count - 1]);
    Numbers odd = hn::Set(d, c[Count - 2]);
    for (std::size_t i = Count - 3; i > 0; i -= 2) {
        even = hn::MulAdd(even, square, hn::Set(d, c[i]));
        odd = hn::MulAdd(odd, square, hn::Set(d, c[i - 1]));
    }
    even = hn::MulAdd(even, square, hn::Set(d, c[0]));
    return hn::MulAdd(odd, z, even);
}

/// 2 word + 1 in the last bits of a number whose upper bits are those of `base`: base + (2 word + 1) ulp.
HWY_INLINE Numbers oddNumber(Words word, double base)
{
    const Wides d;
    const Words exponent = hn::BitCast(d, hn::Set(Doubles(), base));
    return hn::BitCast(Doubles(), hn::Or(hn::ShiftLeft<1>(word), hn::Or(exponent, hn::Set(d, uint64_t(1)))));
}

/// sqrt(-2 ln u), u = (w + 1/2) 2^-32: with 2^33 u = 2^e m, sqrt(1/2) <= m < sqrt(2), and s = (m - 1) / (m +
/// 1) it is -2 ln u = (33 - e) 2 ln 2 - 4 (s + s^3 / 3 + ...).
HWY_INLINE Numbers radius(Words word)
{
    constexpr double series[]{1.333333333333334,   0.7999999999979654,  0.5714285725306724,
                              0.44444422087553714, 0.36365791500238387, 0.3066300322229066,
                              0.2923833226977594};
    const Doubles d;
    const Wides wide;
    const Numbers number = hn::Sub(oddNumber(word, 0x1p52), hn::Set(d, 0x1p52));
    const Words bits = hn::BitCast(wide, number);
    const Words lowest = hn::BitCast(wide, hn::Set(d, std::numbers::sqrt2 / 2));
    const Words power = hn::ShiftRight<52>(hn::Sub(bits, lowest));
    const Numbers m = hn::BitCast(d, hn::Sub(bits, hn::ShiftLeft<52>(power)));
    const Numbers e = hn::BitCast(d, hn::Or(power, hn::BitCast(wide, hn::Set(d, 0x1p52)))); // + 2^52
    const Numbers s = hn::Div(hn::Sub(m, hn::Set(d, 1.0)), hn::Add(m, hn::Set(d, 1.0)));
    const Numbers z = hn::Mul(s, s);
    const Numbers twice = hn::Mul(s, hn::MulAdd(z, polynomial(z, series), hn::Set(d, 4.0)));
    const Numbers left = hn::Sub(hn::Set(d, 0x1p52 + 33), e);
    return hn::Sqrt(hn::MulSub(left, hn::Set(d, 2 * std::numbers::ln2), twice));
}

struct Pair
{
    Numbers first, second;
};

/// The number with its sign turned where bit 31 of the word is set.
HWY_INLINE Numbers withSign(Numbers number, Words word)
{
    const Wides d;
    const Words sign = hn::And(hn::ShiftLeft<32>(word), hn::Set(d, uint64_t(1) << 63));
    return hn::BitCast(Doubles(), hn::Xor(hn::BitCast(d, number), sign));
}

/// r cos(2 pi u) and r sin(2 pi u): u is a number of quarter turns and a rest of -1/8 .. 1/8 turn, whose sine
/// and cosine are polynomials.
HWY_INLINE Pair onCircle(Numbers r, Words word)
{
    constexpr double sines[]{6.283185307179586, -41.341702240399634, 81.60524927594797, -76.70585970425508,
                             42.05868501748958, -15.093804042841079, 3.7808650697534167};
    constexpr double cosines[]{-19.739208802178716, 64.93939402266824, -85.45681720664378, 60.24464135269435,
                               -26.426253274804587, 7.903206845861561, -1.6990328650055457};
    const Doubles d;
    const Wides wide;
    const Words turned = hn::Add(word, hn::Set(wide, uint64_t(1) << 29)); // Bits 30, 31: quarter turns.
    const Words rest = hn::And(turned, hn::Set(wide, (uint64_t(1) << 30) - 1));
    const Numbers u = hn::Sub(oddNumber(rest, 0x1p19), hn::Set(d, 0x1p19 + 0.125));
    const Numbers z = hn::Mul(u, u);
    const Numbers sine = hn::Mul(hn::Mul(u, r), polynomial(z, sines));
    const Numbers cosine = hn::Mul(hn::MulAdd(z, polynomial(z, cosines), hn::Set(d, 1.0)), r);
    const auto isOdd = hn::RebindMask(d, hn::TestBit(turned, hn::Set(wide, uint64_t(1) << 30)));
    const Words next = hn::Add(turned, hn::Set(wide, uint64_t(1) << 30));
    return {withSign(hn::IfThenElse(isOdd, sine, cosine), next),
            withSign(hn::IfThenElse(isOdd, cosine, sine), turned)};
}

HWY_INLINE void store(Pair a, Pair b, double* out)
{
    hn::StoreInterleaved4(a.first, a.second, b.first, b.second, Doubles(), out);
}

HWY_INLINE void store(Pair a, Pair b, float* out)
{
    const hn::Rebind<float, Doubles> d;
    hn::StoreInterleaved4(hn::DemoteTo(d, a.first), hn::DemoteTo(d, a.second), hn::DemoteTo(d, b.first),
                          hn::DemoteTo(d, b.second), d, out);
}

/// Words of some counters, apart from what is made of them: each loop then has several vectors under way.
struct Buffer
{
    static constexpr int64_t most = 32; ///< Vectors.
    HWY_ALIGN uint64_t words[4][most * hn::MaxLanes(Doubles())];

    void fill(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t vectors)
    {
        const Wides d;
        const auto lanes = int64_t(hn::Lanes(d));
        const Words mask = hn::Set(d, 0xFFFFFFFF);
        for (int64_t v = 0; v < vectors; ++v) {
            const Words block = hn::Add(hn::Iota(d, 0), hn::Set(d, firstBlock + uint64_t(v * lanes)));
            const Counter made = philox(
                {{block, hn::ShiftRight<32>(block), hn::Set(d, sample), hn::Set(d, sample >> 32)}}, seed);
            for (std::size_t k = 0; k < 4; ++k)
                hn::Store(hn::And(made.w[k], mask), d, words[k] + v * lanes);
        }
    }

    Pair boxMuller(std::size_t first, int64_t vector) const
    {
        const Wides d;
        const auto start = vector * int64_t(hn::Lanes(d));
        return onCircle(radius(hn::Load(d, words[first] + start)), hn::Load(d, words[first + 1] + start));
    }
};

template <typename T>
void normals(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t count, T* out)
{
    const auto numbers = 4 * int64_t(hn::Lanes(Doubles())); // Of a vector of counters.
    HWY_ALIGN T last[4 * hn::MaxLanes(Doubles())];
    Buffer buffer;
    for (int64_t start = 0; start < count; start += Buffer::most * numbers) {
        const int64_t left = count - start;
        const int64_t vectors = std::min(Buffer::most, (left + numbers - 1) / numbers);
        buffer.fill(seed, firstBlock + uint64_t(start / 4), sample, vectors);
        for (int64_t v = 0; v < vectors; ++v) {
            T* const place = out + start + v * numbers;
            const bool isWhole = (v + 1) * numbers <= left;
            store(buffer.boxMuller(0, v), buffer.boxMuller(2, v), isWhole ? place : last);
            for (int64_t k = 0; !isWhole && k < left - v * numbers; ++k)
                place[k] = last[k];
        }
    }
}

void normalFloats(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t count, float* out)
{
    normals(seed, firstBlock, sample, count, out);
}

void normalDoubles(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t count, double* out)
{
    normals(seed, firstBlock, sample, count, out);
}

} // namespace HWY_NAMESPACE
} // namespace saliscope::compute
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace saliscope::compute {

HWY_EXPORT(normalFloats);
HWY_EXPORT(normalDoubles);

void philoxNormals(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t count, float* out)
{
    HWY_DYNAMIC_DISPATCH(normalFloats)(seed, firstBlock, sample, count, out);
}

void philoxNormals(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t count, double* out)
{
    HWY_DYNAMIC_DISPATCH(normalDoubles)(seed, firstBlock, sample, count, out);
}

} // namespace saliscope::compute
#endif

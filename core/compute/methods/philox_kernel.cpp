// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/philox_kernel.h"

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

/// c[0] + c[1] z + ...
template <std::size_t Count>
HWY_INLINE Numbers polynomial(Numbers z, const double (&c)[Count])
{
    const Doubles d;
    Numbers sum = hn::Set(d, c[Count - 1]);
    for (std::size_t i = Count - 1; i-- > 0;)
        sum = hn::MulAdd(sum, z, hn::Set(d, c[i]));
    return sum;
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

HWY_INLINE Pair boxMuller(Words first, Words second)
{
    const Words mask = hn::Set(Wides(), 0xFFFFFFFF);
    return onCircle(radius(hn::And(first, mask)), hn::And(second, mask));
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

template <typename T>
void normals(uint64_t seed, uint64_t firstBlock, uint64_t sample, int64_t count, T* out)
{
    const Doubles d;
    const Wides wide;
    const auto numbers = 4 * int64_t(hn::Lanes(d));
    HWY_ALIGN T last[4 * hn::MaxLanes(d)];
    for (int64_t i = 0; i < count; i += numbers) {
        const Words block = hn::Add(hn::Iota(wide, 0), hn::Set(wide, firstBlock + uint64_t(i / 4)));
        const Counter words = philox(
            {{block, hn::ShiftRight<32>(block), hn::Set(wide, sample), hn::Set(wide, sample >> 32)}}, seed);
        const bool isWhole = i + numbers <= count;
        store(boxMuller(words.w[0], words.w[1]), boxMuller(words.w[2], words.w[3]), isWhole ? out + i : last);
        for (int64_t k = 0; !isWhole && k < count - i; ++k)
            out[i + k] = last[k];
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

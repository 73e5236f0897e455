// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/philox_noise.h"

#include <ATen/Dispatch.h>
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace saliscope::compute {

namespace {

using FourNumbers = std::array<double, 4>;

double unitInterval(uint32_t word)
{
    return (double(word) + 0.5) * 0x1p-32;
}

/// Fills (samples, length) with what `numbers` makes of each counter's words, four elements at a time.
template <typename Numbers>
at::Tensor fillByBlocks(at::IntArrayRef exampleShape, uint64_t seed, uint64_t firstSample, int64_t samples,
                        at::ScalarType dtype, const Numbers& numbers)
{
    std::vector<int64_t> shape{samples};
    shape.insert(shape.end(), exampleShape.begin(), exampleShape.end());
    at::Tensor result = at::empty(shape, dtype);
    const int64_t length = c10::multiply_integers(exampleShape);
    const int64_t blocks = (length + 3) / 4;
    AT_DISPATCH_FLOATING_TYPES(dtype, "philox", [&] {
        auto* const out = result.mutable_data_ptr<scalar_t>();
        at::parallel_for(0, samples * blocks, 1024, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; ++i) {
                const int64_t sample = i / blocks;
                const int64_t block = i % blocks;
                const FourNumbers four =
                    numbers(philoxWords(seed, uint64_t(block), firstSample + uint64_t(sample)));
                scalar_t* const target = out + sample * length + 4 * block;
                for (int64_t k = 0; k < std::min<int64_t>(4, length - 4 * block); ++k)
                    target[k] = scalar_t(four[std::size_t(k)]);
            }
        });
    });
    return result;
}

} // namespace

std::array<uint32_t, 4> philoxWords(uint64_t seed, uint64_t low, uint64_t high)
{
    const r123::Philox4x32::ctr_type counter{
        {uint32_t(low), uint32_t(low >> 32), uint32_t(high), uint32_t(high >> 32)}};
    const r123::Philox4x32::key_type key{{uint32_t(seed), uint32_t(seed >> 32)}};
    const auto words = r123::Philox4x32()(counter, key);
    return {words[0], words[1], words[2], words[3]};
}

std::array<double, 2> boxMuller(uint32_t first, uint32_t second)
{
    const double radius = std::sqrt(-2 * std::log(unitInterval(first)));
    const double angle = 2 * std::numbers::pi * unitInterval(second);
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

at::Tensor philoxNormals(at::IntArrayRef exampleShape, uint64_t seed, uint64_t firstSample, int64_t samples,
                         at::ScalarType dtype)
{
    return fillByBlocks(exampleShape, seed, firstSample, samples, dtype,
                        [](const std::array<uint32_t, 4>& w) -> FourNumbers {
                            const auto [a, b] = boxMuller(w[0], w[1]);
                            const auto [c, d] = boxMuller(w[2], w[3]);
                            return {a, b, c, d};
                        });
}

at::Tensor philoxUniforms(at::IntArrayRef exampleShape, uint64_t seed, uint64_t sample, double low,
                          double high, at::ScalarType dtype)
{
    return fillByBlocks(
        exampleShape, seed, sample, 1, dtype, [=](const std::array<uint32_t, 4>& w) -> FourNumbers {
            FourNumbers u{};
            std::transform(w.begin(), w.end(), u.begin(),
                           [=](uint32_t word) { return low + (high - low) * unitInterval(word); });
            return u;
        });
}

} // namespace saliscope::compute

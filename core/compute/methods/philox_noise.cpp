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

#include "core/compute/methods/philox_device.h"
#include "core/compute/methods/philox_kernel.h"

namespace saliscope::compute {

namespace {

double unitInterval(uint32_t word)
{
    return (double(word) + 0.5) * 0x1p-32;
}

/// `fill(first block, sample, blocks, out)` writes four numbers a block; here in pieces that fit the cache,
/// for every sample, rounded to `dtype`: (samples, exampleShape...).
template <typename Fill>
at::Tensor fillByBlocks(at::IntArrayRef exampleShape, uint64_t firstSample, int64_t samples,
                        at::ScalarType dtype, const Fill& fill)
{
    constexpr int64_t blocksPerPiece = 256;
    std::vector<int64_t> shape{samples};
    shape.insert(shape.end(), exampleShape.begin(), exampleShape.end());
    at::Tensor result = at::empty(shape, dtype);
    const int64_t length = c10::multiply_integers(exampleShape);
    const int64_t pieces = (length + 4 * blocksPerPiece - 1) / (4 * blocksPerPiece);
    AT_DISPATCH_FLOATING_TYPES(dtype, "philox", [&] {
        auto* const out = result.mutable_data_ptr<scalar_t>();
        at::parallel_for(0, samples * pieces, 4, [&](int64_t begin, int64_t end) {
            std::array<double, 4 * blocksPerPiece> numbers{};
            for (int64_t i = begin; i < end; ++i) {
                const int64_t sample = i / pieces;
                const int64_t start = i % pieces * 4 * blocksPerPiece;
                const int64_t count = std::min(4 * blocksPerPiece, length - start);
                fill(uint64_t(start / 4), firstSample + uint64_t(sample), (count + 3) / 4, numbers.data());
                std::copy_n(numbers.begin(), count, out + sample * length + start);
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
                         const at::TensorOptions& options)
{
    if (!options.device().is_cpu())
        return philoxNormalsOnDevice(exampleShape, seed, firstSample, samples, options);
    return fillByBlocks(exampleShape, firstSample, samples, at::typeMetaToScalarType(options.dtype()),
                        [=](uint64_t block, uint64_t sample, int64_t blocks, double* out) {
                            philoxNormalBlocks(seed, block, sample, blocks, out);
                        });
}

at::Tensor philoxUniforms(at::IntArrayRef exampleShape, uint64_t seed, uint64_t sample, double low,
                          double high, at::ScalarType dtype)
{
    return fillByBlocks(exampleShape, sample, 1, dtype,
                        [=](uint64_t first, uint64_t number, int64_t blocks, double* out) {
                            for (uint64_t block = first; block < first + uint64_t(blocks); ++block)
                                for (const uint32_t word : philoxWords(seed, block, number))
                                    *out++ = low + (high - low) * unitInterval(word);
                        });
}

} // namespace saliscope::compute

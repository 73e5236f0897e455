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

/// (samples, exampleShape...) of `dtype`; `write(first block, sample, count, out)` writes the numbers, four a
/// block, piece by piece.
template <typename Write>
at::Tensor writtenByBlocks(at::IntArrayRef exampleShape, uint64_t firstSample, int64_t samples,
                           at::ScalarType dtype, const Write& write)
{
    constexpr int64_t piece = 4096;
    std::vector<int64_t> shape{samples};
    shape.insert(shape.end(), exampleShape.begin(), exampleShape.end());
    at::Tensor result = at::empty(shape, dtype);
    const int64_t length = c10::multiply_integers(exampleShape);
    const int64_t pieces = (length + piece - 1) / piece;
    AT_DISPATCH_FLOATING_TYPES(dtype, "philox", [&] {
        auto* const out = result.mutable_data_ptr<scalar_t>();
        at::parallel_for(0, samples * pieces, 1, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; ++i) {
                const int64_t sample = i / pieces;
                const int64_t start = i % pieces * piece;
                write(uint64_t(start / 4), firstSample + uint64_t(sample), std::min(piece, length - start),
                      out + sample * length + start);
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
    return writtenByBlocks(exampleShape, firstSample, samples, at::typeMetaToScalarType(options.dtype()),
                           [=](uint64_t block, uint64_t sample, int64_t count, auto* out) {
                               philoxNormals(seed, block, sample, count, out);
                           });
}

at::Tensor philoxUniforms(at::IntArrayRef exampleShape, uint64_t seed, uint64_t sample, double low,
                          double high, at::ScalarType dtype)
{
    return writtenByBlocks(exampleShape, sample, 1, dtype,
                           [=](uint64_t first, uint64_t number, int64_t count, auto* out) {
                               for (int64_t i = 0; i < count; i += 4) {
                                   const auto words = philoxWords(seed, first + uint64_t(i / 4), number);
                                   for (int64_t k = 0; k < std::min<int64_t>(4, count - i); ++k)
                                       out[i + k] = std::remove_pointer_t<decltype(out)>(
                                           low + (high - low) * unitInterval(words[std::size_t(k)]));
                               }
                           });
}

} // namespace saliscope::compute

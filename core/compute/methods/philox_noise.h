// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>

namespace saliscope::compute {

/// The four 32-bit words of Philox4x32-10 (Salmon et al. 2011) at a counter of two 64-bit halves.
std::array<uint32_t, 4> philoxWords(uint64_t seed, uint64_t low, uint64_t high);

/// Two independent standard normal numbers from two words, by Box-Muller with u = (w + 1/2) 2^-32.
std::array<double, 2> boxMuller(uint32_t first, uint32_t second);

/// Standard normal noise for `samples` examples of `exampleShape`, (samples, exampleShape...), contiguous,
/// float32 or float64, made where `options` says. The numbers of a sample depend on (seed, sample index,
/// element) alone, so not on batch size or threads: counter (element / 4, sample), key seed; computed in
/// float64, then rounded. Defined to the bit in tests/parity/README.md.
at::Tensor philoxNormals(at::IntArrayRef exampleShape, uint64_t seed, uint64_t firstSample, int64_t samples,
                         const at::TensorOptions& options);

/// Uniform numbers in [low, high) for one example, on the CPU, otherwise as philoxNormals() with u in place
/// of normals.
at::Tensor philoxUniforms(at::IntArrayRef exampleShape, uint64_t seed, uint64_t sample, double low,
                          double high, at::ScalarType dtype);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>

namespace saliscope::compute {

/// Philox4x32-10 in ATen's integer operators, so on any device: the four words, each (samples, blocks) of
/// int64 in 0 .. 2^32 - 1, of the counters (block, firstSample + sample). As philoxWords(), to the bit.
std::array<at::Tensor, 4> philoxWordTensors(uint64_t seed, uint64_t firstSample, int64_t samples,
                                            int64_t blocks, at::Device device);

/// philoxNormals() made on the device of `options`: the same stream, computed in float64 by the device's own
/// functions, so the last bits of float64 may differ.
at::Tensor philoxNormalsOnDevice(at::IntArrayRef exampleShape, uint64_t seed, uint64_t firstSample,
                                 int64_t samples, const at::TensorOptions& options);

} // namespace saliscope::compute

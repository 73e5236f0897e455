// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/philox_device.h"

#include <ATen/ATen.h>

#include <numbers>

namespace saliscope::compute {

namespace {

constexpr int64_t wordMask = 0xFFFFFFFF;

at::Tensor lowWord(const at::Tensor& number)
{
    return number.bitwise_and(wordMask);
}

/// The shift keeps the sign, the mask takes it away.
at::Tensor highWord(const at::Tensor& number)
{
    return number.bitwise_right_shift(32).bitwise_and_(wordMask);
}

/// (w + 1/2) 2^-32.
at::Tensor unitInterval(const at::Tensor& word)
{
    return word.to(at::kDouble).add_(0.5).mul_(0x1p-32);
}

} // namespace

std::array<at::Tensor, 4> philoxWordTensors(uint64_t seed, uint64_t firstSample, int64_t samples,
                                            int64_t blocks, at::Device device)
{
    const at::TensorOptions integers = at::TensorOptions(at::kLong).device(device);
    const at::Tensor block = at::arange(blocks, integers).expand({samples, blocks});
    const at::Tensor sample =
        at::arange(samples, integers).add_(int64_t(firstSample)).unsqueeze(1).expand({samples, blocks});
    std::array<at::Tensor, 4> w{lowWord(block), highWord(block), lowWord(sample), highWord(sample)};
    auto key0 = uint32_t(seed);
    auto key1 = uint32_t(seed >> 32);
    for (int round = 0; round < 10; ++round) {
        // A product of two words fills all 64 bits: its bits are right though its sign is not.
        const at::Tensor first = w[0] * int64_t(0xD2511F53);
        const at::Tensor second = w[2] * int64_t(0xCD9E8D57);
        w = {highWord(second).bitwise_xor_(w[1]).bitwise_xor_(int64_t(key0)), lowWord(second),
             highWord(first).bitwise_xor_(w[3]).bitwise_xor_(int64_t(key1)), lowWord(first)};
        key0 += 0x9E3779B9;
        key1 += 0xBB67AE85;
    }
    return w;
}

at::Tensor philoxNormalsOnDevice(at::IntArrayRef exampleShape, uint64_t seed, uint64_t firstSample,
                                 int64_t samples, const at::TensorOptions& options)
{
    const int64_t length = c10::multiply_integers(exampleShape);
    const auto words = philoxWordTensors(seed, firstSample, samples, (length + 3) / 4, options.device());
    std::vector<at::Tensor> normals;
    for (const std::size_t pair : {0, 2}) {
        const at::Tensor radius = unitInterval(words[pair]).log_().mul_(-2).sqrt_();
        const at::Tensor angle = unitInterval(words[pair + 1]).mul_(2 * std::numbers::pi);
        normals.push_back(radius * angle.cos());
        normals.push_back(radius * angle.sin());
    }
    std::vector<int64_t> shape{samples};
    shape.insert(shape.end(), exampleShape.begin(), exampleShape.end());
    return at::stack(normals, 2).flatten(1).narrow(1, 0, length).reshape(shape).to(options.dtype());
}

} // namespace saliscope::compute

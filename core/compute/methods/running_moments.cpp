// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/running_moments.h"

#include <ATen/Dispatch.h>
#include <ATen/Functions.h>
#include <ATen/Parallel.h>

namespace saliscope::compute {

namespace {

/// One Welford step of one pixel: `values` (C) is sample number `count`.
template <typename Number>
void addPixel(const Number* values, int64_t channels, double weight, double* mean, double* products)
{
    for (int64_t c = 0; c < channels; ++c) {
        const double before = double(values[c]) - mean[c];
        mean[c] += before * weight;
        for (int64_t d = 0; d <= c; ++d)
            *products++ += before * (double(values[d]) - mean[d]);
    }
}

} // namespace

void RunningMoments::add(const at::Tensor& batch)
{
    const at::Tensor rows = batch.detach().to(at::kCPU).permute({0, 2, 3, 1}).contiguous(); // N, H, W, C
    if (m_count == 0) {
        m_channels = rows.size(3);
        m_shape = rows.sizes().slice(1).vec();
        const auto numbers = std::size_t(c10::multiply_integers(m_shape));
        m_mean.assign(numbers, 0);
        m_products.assign(numbers * std::size_t(m_channels + 1) / 2, 0);
    }
    TORCH_INTERNAL_ASSERT(rows.sizes().slice(1) == at::IntArrayRef(m_shape));
    const int64_t pixels = m_shape[0] * m_shape[1];
    const int64_t pairs = m_channels * (m_channels + 1) / 2;
    AT_DISPATCH_FLOATING_TYPES(rows.scalar_type(), "running_moments", [&] {
        const auto* const data = rows.const_data_ptr<scalar_t>();
        at::parallel_for(0, pixels, 4096, [&](int64_t begin, int64_t end) {
            for (int64_t row = 0; row < rows.size(0); ++row)
                for (int64_t pixel = begin; pixel < end; ++pixel)
                    addPixel(data + (row * pixels + pixel) * m_channels, m_channels,
                             1.0 / double(m_count + row + 1), m_mean.data() + pixel * m_channels,
                             m_products.data() + pixel * pairs);
        });
    });
    m_count += int(rows.size(0));
}

at::Tensor RunningMoments::mean() const
{
    return at::from_blob(const_cast<double*>(m_mean.data()), m_shape, at::kDouble)
        .permute({2, 0, 1})
        .clone(at::MemoryFormat::Contiguous); // one channel would be a view of m_mean
}

at::Tensor RunningMoments::covariance() const
{
    const at::Tensor sums =
        at::from_blob(const_cast<double*>(m_products.data()),
                      {m_shape[0], m_shape[1], m_channels * (m_channels + 1) / 2}, at::kDouble);
    at::Tensor result = at::empty({m_channels, m_channels, m_shape[0], m_shape[1]}, at::kDouble);
    for (int64_t c = 0, pair = 0; c < m_channels; ++c)
        for (int64_t d = 0; d <= c; ++d, ++pair) {
            const at::Tensor value = sums.select(2, pair) / double(m_count);
            result[c][d].copy_(value);
            result[d][c].copy_(value);
        }
    return result;
}

} // namespace saliscope::compute

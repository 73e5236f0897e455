// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace saliscope::compute {

/// Mean and channel covariance of a stream of maps, pixel by pixel, in float64 by Welford's recurrence,
/// sample after sample: stable, the same whatever the batches, and of constant memory (C + C(C+1)/2 numbers a
/// pixel).
class RunningMoments
{
public:
    /// Adds the rows of `batch` (N, C, H, W); the shape is fixed by the first call. Any device and dtype.
    void add(const at::Tensor& batch);

    int count() const { return m_count; }
    /// (C, H, W), float64, on the CPU. At least one sample must be there.
    at::Tensor mean() const;
    /// Sums of products of deviations divided by the count, (C, C, H, W): the diagonal is the variance.
    at::Tensor covariance() const;

private:
    int m_count = 0;
    int64_t m_channels = 0;
    std::vector<int64_t> m_shape;   ///< (H, W, C)
    std::vector<double> m_mean;     ///< Pixel by pixel, C numbers each.
    std::vector<double> m_products; ///< Pixel by pixel, the lower triangle, C(C+1)/2 numbers each.
};

} // namespace saliscope::compute

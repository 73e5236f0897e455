// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/sampling.h"

namespace saliscope::compute {

/// How a random mask is made.
struct RiseMasks
{
    int64_t grid = 7;         ///< Cells along each axis.
    double probability = 0.5; ///< That a cell is seen.
    uint64_t seed = 1;

    /// Mask number `index` for a picture of height x width, (H, W), values 0 to 1, on the CPU: grid x grid
    /// cells, each 1 with the probability, enlarged bilinearly (half-pixel centres, edges continued) to
    /// (grid + 1) cells of ceil(H / grid) x ceil(W / grid) pixels, of which a part is cut out, shifted by up
    /// to a cell less a pixel. Uniform numbers of (seed, index): cells in row-major order, then the row and
    /// the column shift, floor(u * pixels of a cell).
    at::Tensor mask(uint64_t index, int64_t height, int64_t width, at::ScalarType dtype) const;
};

/// Shows the model the picture through random masks M_i and notes the scores S_i = S(x * M_i), hidden parts
/// being 0 in network input (Petsiuk et al. 2018). The map is (1 / (N p)) sum S_i M_i, or, normalised by the
/// masks seen, sum S_i M_i / sum M_i, in which a score that does not depend on the mask leaves no noise.
/// Standard error by pixel: sqrt(var(S M) / (N - 1)) / p; of the quotient R = A / B to first order,
/// sqrt((var(S M) - 2 R cov(S M, M) + R^2 var(M)) / (N - 1)) / mean(M).
class Rise : public SampledMethod
{
public:
    MethodInfo info() const override;

protected:
    std::unique_ptr<SampledMap> begin(const MethodInput& input, const at::Tensor& image) const override;
};

} // namespace saliscope::compute

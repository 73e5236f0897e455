// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/sampling.h"

namespace saliscope::compute {

/// Covers the picture with a square, place after place, and notes what the score loses (Zeiler and Fergus
/// 2013): d_k = S(x) - S(x with square k filled). A pixel gets the mean of d_k over the squares that cover
/// it, or their sum.
/// Squares begin at 0, stride, 2 stride, ... along each axis, ceil((H - window) / stride) + 1 of them; the
/// last may reach over the lower or right edge and is cut there. So every pixel is covered (captum does the
/// same; PAIR saliency and xplique leave out what would be cut).
/// Coarse first: every square whose row and column number are multiples of 2^k comes before those of 2^(k-1).
/// As long as a pixel is not covered, it has the value of the last square that stands for its surroundings.
class Occlusion : public SampledMethod
{
public:
    MethodInfo info() const override;
    /// The sizes in effect, and whether the square that was asked for does not fit.
    Remarks remarks(const MethodInput& input) const override;

protected:
    std::unique_ptr<SampledMap> begin(const MethodInput& input, const at::Tensor& image) const override;
};

} // namespace saliscope::compute

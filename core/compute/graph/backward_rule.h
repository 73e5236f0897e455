// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>

namespace saliscope::compute {

/// What a backward pass does at activations: the gradient itself, or what a method puts in its place. For an
/// activation y = f(x) and the gradient R that arrives at y:
///   Gradient   f'(x) R
///   Guided     f'(x) max(R, 0)           (Springenberg et al. 2014)
///   Deconvnet  max(R, 0)                 (Zeiler and Fergus 2014)
///   Rectified  f'(x) R where y R exceeds its `percentile` in that layer, for each example; else 0
///              (RectGrad, Kim et al. 2019)
struct BackwardRule
{
    enum class Kind
    {
        Gradient,
        Guided,
        Deconvnet,
        Rectified
    };

    Kind kind = Kind::Gradient;
    double percentile = 0; ///< Of Rectified, 0 to 100.

    auto operator<=>(const BackwardRule&) const = default;
};

} // namespace saliscope::compute

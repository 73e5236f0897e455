// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <functional>

#include "core/compute/ascent/draws.h"

namespace saliscope::compute {

/// A random, differentiable change of a picture (1, 3, H, W), black -1 and white 1; what comes into view from
/// outside is mid-gray, 0. Exact definitions in tests/parity/README.md, "Ascent, exactly".
using Transform = std::function<at::Tensor(const at::Tensor& picture, Draws& draws)>;

/// A gray frame of `pixels` on every side.
Transform pad(int pixels);
/// Crops `pixels` off each axis, at offsets uniform in 0 .. pixels, first vertical, then horizontal.
Transform jitter(int pixels);
/// Resizes by a factor uniform in {1 - amount, ..., 1 + amount} in steps of .02, bilinear.
Transform randomScale(double amount);
/// Rotates by a whole number of degrees, uniform in -degrees .. degrees with five more zeros.
Transform randomRotate(int degrees);
/// Rotates by a normal angle with this standard deviation, in rad.
Transform normalRotate(double radians);
/// Rolls both axes by normal numbers of this standard deviation in pixels, cut to whole ones; down and right
/// are positive.
Transform normalRoll(double pixels);

/// The picture turned clockwise, as seen, about its centre, bilinear; outside is 0.
at::Tensor rotated(const at::Tensor& picture, double radians);
/// The picture at another size: bilinear, half-pixel centres, no antialiasing.
at::Tensor resized(const at::Tensor& picture, int64_t height, int64_t width);

} // namespace saliscope::compute

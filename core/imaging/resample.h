// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRectF>

#include "core/imaging/input_spec.h"

namespace saliscope {

/// A resize as Pillow's Image.resize(size, filter, box=box) computes it, of which only `window` is made.
struct Resampling
{
    QRectF box;   ///< Part of the image, in its pixels, that becomes `size`. Where it reaches outside, the
                  ///< image is taken to go on in the colour `fill`.
    QSize size;   ///< Of the whole box after resizing.
    QRect window; ///< The pixels of `size` that are wanted; those outside of it get the colour `fill`.
    Interpolation filter = Interpolation::Bilinear;
    QRgb fill = qRgb(0, 0, 0);
};

/// Antialiased resize of a Format_RGB32 image, bit for bit like Pillow 8-bit: the filter's support grows with
/// the reduction (bilinear 1, bicubic 2 with a = -1/2, Lanczos 3), weights are normalised, rounded to 22
/// binary places, and each of the two passes, horizontal first, rounds to 8 bits. Nearest samples at pixel
/// centres. Returns Format_RGB32 of the window's size. Precondition: box and sizes are not empty.
QImage resample(const QImage& image, const Resampling& wanted);

} // namespace saliscope

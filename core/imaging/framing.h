// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QSize>

#include "core/imaging/input_spec.h"

namespace saliscope {

/// Which part of the photo the model sees; part of the recipe.
struct Framing
{
    enum class Fit
    {
        AsTrained, ///< Resize and centre crop as the model card says.
        Pad,       ///< The whole photo, aspect kept, the mean colour around it.
        Stretch,   ///< The whole photo, aspect lost.
        Custom,    ///< The rectangle `region` of the photo (may have any aspect), in photo pixels.
    };
    Fit fit = Fit::AsTrained;
    QRectF region;

    bool operator==(const Framing&) const = default;
};

/// The exact, invertible relation between network-input pixels and photo pixels: axis-aligned scale and
/// offset. Continuous coordinates: pixel (x, y) covers [x, x+1) x [y, y+1).
struct InputGeometry
{
    QSize photoSize;
    QSize inputSize;
    QRectF source; ///< The photo rectangle that fills the input; reaches outside the photo when padded.

    QPointF toPhoto(QPointF input) const
    {
        return {source.x() + input.x() * source.width() / inputSize.width(),
                source.y() + input.y() * source.height() / inputSize.height()};
    }
    QPointF toInput(QPointF photo) const
    {
        return {(photo.x() - source.x()) * inputSize.width() / source.width(),
                (photo.y() - source.y()) * inputSize.height() / source.height()};
    }

    bool operator==(const InputGeometry&) const = default;
};

} // namespace saliscope

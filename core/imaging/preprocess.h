// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/imaging/float_map.h"
#include "core/imaging/framing.h"
#include "core/imaging/input_spec.h"
#include "core/imaging/picture.h"

namespace saliscope {

/// What the network is given, and where it lies in the photo.
struct PreparedInput
{
    FloatMap values; ///< (C, H, W) in network-input units, channels in the model's order.
    InputGeometry geometry;
};

/// Where the input lies in a photo of this size; what preprocess() uses. AsTrained resizes the shorter side
/// to resizeShorterSide, the longer one to int(size * longer / shorter), and takes the centre crop, its
/// corner rounded half to even, like torchvision's Resize and CenterCrop (which pad with black where the crop
/// is larger); without shorter side or crop it resizes straight to the input. A photo that already has the
/// input's size stays as it is. Errors: InvalidArgument for an empty or absurd custom region.
Expected<InputGeometry> inputGeometry(QSize photoSize, const InputSpec& spec, const Framing& framing);

/// value = (pixel / 255 - mean) / std of the resized photo, which agrees with Pillow bit for bit. Padding has
/// the mean colour, the values next to 0. Errors as inputGeometry(), and InvalidArgument for a null picture.
Expected<PreparedInput> preprocess(const Picture& picture, const InputSpec& spec, const Framing& framing);

/// Network-input values back as colours, clipped to the valid range: what the model sees.
QImage inputImage(const FloatMap& values, const InputSpec& spec);

/// A picture of (3, H, W) RGB or (1, H, W) gray values in 0..1, clipped; Format_RGB32.
QImage unitImage(const FloatMap& picture);

} // namespace saliscope

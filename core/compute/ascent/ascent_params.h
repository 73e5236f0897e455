// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/method_info.h"

namespace saliscope::compute {

/// Gradient ascent as the forms and the command line see it: the pseudo-method "ascent", which makes a
/// picture.
MethodInfo ascentInfo();

/// Its parameters as numbers.
struct AscentSettings
{
    enum class Image
    {
        Fourier,
        Pixel
    };
    enum class Optimiser
    {
        Adam,
        NormalisedGradient
    };

    Image image = Image::Fourier;
    Optimiser optimiser = Optimiser::Adam;
    int steps = 0;
    double rate = 0;
    double l2 = 0;
    double totalVariation = 0;
    bool clip = false;
    double startSpread = 0;
    double decay = 1;
    int pad = 0;
    int jitter = 0;
    double scale = 0;
    int rotate = 0;
    int jitterAfter = 0;
    double driftAngle = 0; ///< rad
    double driftShift = 0; ///< Pixels.
};

/// Reads complete parameters.
AscentSettings ascentSettings(const ParamValues& params);

} // namespace saliscope::compute

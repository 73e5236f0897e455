// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include "core/recipe/prediction.h"

namespace saliscope {

/// One of the noisy copies of a photo that SmoothGrad averages over, and what the model makes of it.
struct NoisyInput
{
    QImage picture; ///< The whole input, as seen: colours beyond black and white are cut off, the model's are
                    ///< not.
    Prediction prediction;
    int sample = 0;
    double noiseSigma = 0;  ///< In network-input units.
    double noiseLevels = 0; ///< The same in 8-bit levels.
};

} // namespace saliscope

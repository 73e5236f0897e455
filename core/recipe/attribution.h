// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <memory>

#include "core/imaging/float_map.h"
#include "core/imaging/framing.h"
#include "core/recipe/prediction.h"
#include "core/recipe/recipe.h"

namespace saliscope {

/// A number that a method found beside its map.
struct Measure
{
    QString name; ///< As people read it.
    double value = 0;
};

/// A map that explains one prediction: raw floats, never colours. Immutable once made; crosses threads as
/// AttributionPtr.
struct Attribution
{
    Recipe recipe;          ///< With every parameter filled in.
    FloatMap map;           ///< (1, H, W) after the channel reduction, or (C, H, W) with reduction=none.
    FloatMap standardError; ///< Of the mean, same shape as `map`; empty for methods without samples.
    InputGeometry geometry;
    ClassScore target; ///< The class that was explained, with its scores on the clean image.
    int samples = 0;   ///< Samples in this map; fewer than asked for in previews and after a cancel.
    int requestedSamples = 0;
    double relativeError = 0; ///< mean(standard error) / mean(|map|); 0 without samples.
    double noiseSigma = 0;    ///< In network-input units.
    double noiseLevels = 0;   ///< The same in 8-bit levels.
    double seconds = 0;
    double millisecondsPerSample = 0;
    int batchSize = 1;
    int threads = 1;        ///< That computed it.
    bool isComplete = true; ///< False for previews and cancelled runs.
    QList<Measure> measures;
    QStringList warnings;
};

using AttributionPtr = std::shared_ptr<const Attribution>;

} // namespace saliscope

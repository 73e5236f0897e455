// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
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

/// The map under one reduction of its channels.
struct ReducedMap
{
    FloatMap map;
    FloatMap standardError;
    double relativeError = 0;
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
    /// What every value of the parameter "reduction" makes of a finished map; empty where there is no choice.
    QMap<QString, ReducedMap> reductions;
    QStringList notes; ///< What the method chose by itself, such as the layer.
    QStringList warnings;
};

using AttributionPtr = std::shared_ptr<const Attribution>;

/// The same under another reduction, without computing; null where it was not kept.
AttributionPtr withReduction(const AttributionPtr& attribution, const QString& id);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <memory>

#include "core/imaging/float_map.h"
#include "core/recipe/recipe.h"

namespace saliscope {

/// One term of the objective that ascent maximises, already weighted and signed.
struct LossTerm
{
    QString name;
    double value = 0;
};

/// The state of an ascent after a step: the picture as people see it, and the numbers. Immutable; crosses
/// threads.
struct AscentFrame
{
    Recipe recipe; ///< As it was at this step, every parameter filled in.
    int step = 0;  ///< Steps done; 0 is the start picture.
    int plannedSteps = 0;
    FloatMap picture; ///< (3, H, W), RGB, 0..1.
    QList<LossTerm> terms;
    double objective = 0;
    double logit = 0; ///< Of the target, on the picture without transforms; a unit's activation.
    double probability = 0;
    int scoredStep = 0; ///< The step whose picture logit and probability belong to: measured every few steps.
    QString label;
    bool isBest = false; ///< Measured at this step and the highest so far.
    double seconds = 0;  ///< Computing time since the start.
    int threads = 1;     ///< That computed the step.

    bool isFinished() const { return step >= plannedSteps; }
};

using AscentFramePtr = std::shared_ptr<const AscentFrame>;

} // namespace saliscope

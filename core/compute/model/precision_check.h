// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include "core/compute/graph/gradient_engine.h"
#include "core/recipe/precision.h"

namespace saliscope::compute {

/// What a model says of one picture, and the gradient of one of its scores with respect to the picture.
struct Answer
{
    at::Tensor scores; ///< (1, classes)
    at::Tensor gradient;
};

/// The answer to `input` (1, C, H, W); the gradient is that of class `classIndex`, -1: of the highest score.
Answer answerOf(GradientEngine& engine, ValueId output, const at::Tensor& input, int64_t classIndex,
                const CancelToken& cancel);

/// How far a reduced precision is from float32: ||difference|| / ||float32||; infinite where a number is not
/// finite.
struct PrecisionLoss
{
    double scores = 0;
    double gradient = 0;
};

PrecisionLoss precisionLoss(const Answer& exact, const Answer& reduced);

/// Throws a ComputeError that says how far the model's answers are off, when that is too far to be explained:
/// scores by more than 1 %, the gradient by more than 5 %.
void requireLittleLoss(const PrecisionLoss& loss, Precision precision);

} // namespace saliscope::compute

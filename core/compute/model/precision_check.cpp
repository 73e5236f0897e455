// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/model/precision_check.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"

namespace saliscope::compute {

namespace {

constexpr double mostScoreLoss = 0.01;
constexpr double mostGradientLoss = 0.05;

double relativeDistance(const at::Tensor& exact, const at::Tensor& reduced)
{
    const at::Tensor expected = exact.to(at::kDouble);
    const double size = expected.norm().item<double>();
    const double distance = (reduced.to(at::kDouble) - expected).norm().item<double>();
    if (distance == 0)
        return 0;
    const double ratio = distance / size;
    return std::isfinite(ratio) ? ratio : std::numeric_limits<double>::infinity();
}

QString percent(double fraction)
{
    return std::isfinite(fraction) ? u"%1 %"_s.arg(100 * fraction, 0, 'g', 2) : u"beyond all numbers"_s;
}

} // namespace

Answer answerOf(GradientEngine& engine, ValueId output, const at::Tensor& input, int64_t classIndex,
                const CancelToken& cancel)
{
    const at::Tensor scores = engine.forward(input, {output}, true, cancel).front();
    const int64_t index = classIndex < 0 ? scores.argmax().item<int64_t>() : classIndex;
    const at::Tensor seed = at::zeros_like(scores);
    seed.select(1, index).fill_(1);
    return {scores, engine.backward({seed}, {}, cancel).front()};
}

PrecisionLoss precisionLoss(const Answer& exact, const Answer& reduced)
{
    return {relativeDistance(exact.scores, reduced.scores),
            relativeDistance(exact.gradient, reduced.gradient)};
}

void requireLittleLoss(const PrecisionLoss& loss, Precision precision)
{
    if (loss.scores <= mostScoreLoss && loss.gradient <= mostGradientLoss)
        return;
    throw ComputeError(
        ErrorCode::NotFinite, u"In %1 this model gives other answers"_s.arg(precisionText(precision)),
        u"On a picture of noise its scores are off by %1 (at most %2 are allowed), a gradient by %3 (at most %4)."_s
            .arg(percent(loss.scores), percent(mostScoreLoss), percent(loss.gradient),
                 percent(mostGradientLoss)),
        u"Use float32 (--precision float32)."_s);
}

} // namespace saliscope::compute

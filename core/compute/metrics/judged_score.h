// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/target_score.h"
#include "core/compute/metrics/metric.h"

namespace saliscope::compute {

/// The parameter "score": what changed pictures are judged by.
ParamSpec scoreParam();

/// What the model makes of changed pictures: the probability of what was explained, or the explained score
/// itself, as the parameter "score" says. A unit of a layer has only its activation.
class JudgedScore
{
public:
    explicit JudgedScore(const MetricInput& input);

    /// "probability", "logit" or "activation", for axes.
    QString name() const;
    double ofPhoto() const;
    /// Of pictures 0 .. total - 1, which `picture` makes, (C, H, W), as they are needed; in batches, with
    /// progress.
    std::vector<double> ofPictures(int total, const std::function<at::Tensor(int)>& picture) const;

private:
    const MetricInput& m_input;
    Target m_target;
    TargetScore m_score;
};

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/model/model.h"
#include "core/recipe/prediction.h"

namespace saliscope::compute {

/// The scalar that is explained or maximised, as a function of one value of the graph: a class's logit,
/// probability or its logarithm, less that of another class where the target says so; or the mean of one
/// channel of a layer, or its value at one place. The model must outlive it.
class TargetScore
{
public:
    /// `target` is a Class or a Unit. Throws ComputeError InvalidArgument for a class, layer or channel that
    /// the model does not have.
    TargetScore(const Model& model, const Target& target);

    /// The value that GradientEngine::forward() has to keep.
    ValueId value() const { return m_value; }
    /// "koala", "koala − wombat", or "layer:unit".
    QString label() const;

    /// The scores (N) of `value` (N, ...). Differentiable; each row's score depends on its row alone.
    at::Tensor scores(const at::Tensor& value) const;
    /// d(sum of scores) / d(value).
    at::Tensor gradient(const at::Tensor& value) const;
    /// Logit and probability of the first row; a unit has only its activation, given as the logit.
    ClassScore classScore(const at::Tensor& value) const;

private:
    const Model& m_model;
    Target m_target;
    ValueId m_value;
};

/// `target` with ranks replaced by the classes that have them among `logits` (classes).
Target resolvedTarget(Target target, const at::Tensor& logits);

/// The gradient of each row's score with respect to its row of `batch`, same shape, or what `rule` makes of
/// it: one forward and one backward pass.
at::Tensor inputGradient(Model& model, const TargetScore& target, const at::Tensor& batch,
                         const CancelToken& cancel, const BackwardRule& rule = {});

/// The score (N) of each row of `batch`: one forward pass.
at::Tensor scoresOf(Model& model, const TargetScore& target, const at::Tensor& batch,
                    const CancelToken& cancel);

} // namespace saliscope::compute

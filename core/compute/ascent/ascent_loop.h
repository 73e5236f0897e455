// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/compute/ascent/ascent_params.h"
#include "core/compute/ascent/image_parameterisation.h"
#include "core/compute/ascent/optimiser.h"
#include "core/compute/ascent/transforms/transforms.h"
#include "core/compute/methods/target_score.h"
#include "core/recipe/ascent_frame.h"

namespace saliscope::compute {

/// The objective of a picture: score - l2 sum of squares - tv total variation.
struct Objective
{
    QList<LossTerm> terms;
    double value = 0;
};

/// Gradient ascent on a picture, step by step; settings may change between steps and apply to the running
/// picture. Knows no recipe and no clock. Uses the model's engine only inside step() and evaluate(). Throws
/// ComputeError; a step that throws has changed nothing.
class AscentLoop
{
public:
    /// Starts from the noise of `seed`. The model must outlive the loop.
    AscentLoop(Model& model, const AscentSettings& settings, quint64 seed);

    /// Goes on from a picture (1, 3, H, W), black -1 and white 1.
    void setPicture(const at::Tensor& picture);
    /// Goes on from these parameters of the current image parameterisation.
    void setParameters(const at::Tensor& parameters);
    void setSettings(const AscentSettings& settings);

    /// One step uphill; the objective is that before the update, seen through the transforms. Never clips
    /// when `isLast`.
    Objective step(const TargetScore& target, Draws& draws, bool isLast, const CancelToken& cancel);

    /// The target's value (1, ...) on the picture without transforms, and the objective there. One forward
    /// pass.
    std::pair<at::Tensor, Objective> evaluate(const TargetScore& target, const CancelToken& cancel);

    /// The class that has this rank on the picture as it is. One forward pass.
    Target rankResolved(const Target& target, const CancelToken& cancel);

    /// (1, 3, H, W), black -1 and white 1, perhaps beyond after an unclipped step. No tape; the next step may
    /// write into it.
    at::Tensor picture() const { return m_picture.detach(); }

private:
    void rebuild();
    /// Goes on from parameters that nobody else holds.
    void take(const at::Tensor& parameters);
    at::Tensor forward(ValueId value, const CancelToken& cancel);
    void drift(Draws& draws, at::Tensor& leaf, at::Tensor& picture) const;
    at::Tensor seenByNetwork(const at::Tensor& picture, Draws& draws) const;

    Model& m_model;
    const InputSpec& m_spec;
    AscentSettings m_settings;
    std::unique_ptr<ImageParameterisation> m_image;
    std::unique_ptr<Optimiser> m_optimiser;
    std::vector<Transform> m_transforms; ///< What the network looks through.
    std::vector<Transform> m_drifts;     ///< What happens to the picture itself.
    at::Tensor m_parameters;             ///< A leaf that requires its gradient.
    at::Tensor m_penaltyGradient;        ///< Of the last step; its memory is used again.
    at::Tensor m_picture;                ///< Of m_parameters, with its tape for the next step.
};

} // namespace saliscope::compute

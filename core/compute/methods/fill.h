// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/compute/model/model.h"
#include "core/recipe/param_spec.h"

namespace saliscope::compute {

/// Pictures that say nothing, to compare with or to cover with, in network-input values.
enum class Fill
{
    Mean, ///< The mean colour: 0.
    Black,
    White,
    Blur ///< The image, blurred until nothing can be told.
};

/// As choices of a parameter, and back; the ids are "mean", "black", "white" and "blur".
QList<ParamSpec::Choice> fillChoices();
std::optional<Fill> fillOf(const QString& id);

/// One for `images` (N, C, H, W), of their shape. A blurred one has a Gaussian blur of a tenth of the shorter
/// side, its edges continued by reflection.
at::Tensor filled(const Model& model, const at::Tensor& images, Fill fill);

/// Gaussian blur of (N, C, H, W), sigma in pixels, cut off at four sigma, edges reflected.
at::Tensor blurred(const at::Tensor& images, double sigma);

} // namespace saliscope::compute

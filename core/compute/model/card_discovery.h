// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>

#include "core/recipe/model_info.h"
#include "core/recipe/recipe.h"

namespace saliscope::compute {

/// A model card and where it came from: "user", "archive", "beside", "Hugging Face", "timm".
struct FoundCard
{
    ModelCard card;
    QString origin;
    QList<Finding> findings; ///< What the source left open and was assumed.
};

/// The card of a model, in this order: the person's own, one among the archive's extra files, NAME.json
/// beside the model, Hugging Face's preprocessor_config.json or timm's config.json in the same folder (labels
/// from config.json's id2label). Nothing when there is none. Throws ComputeError CardBroken.
std::optional<FoundCard> findCard(const ModelSource& source, const std::map<QString, QByteArray>& extraFiles);

/// What is assumed without a card: ImageNet's preprocessing at the size that the file declares, else 224,
/// said in findings. `declaredShape` as in Graph::inputShape.
FoundCard assumeCard(const std::vector<int64_t>& declaredShape);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <optional>

#include "core/compute/model/card_discovery.h"

namespace saliscope::compute {

/// The card that a Hugging Face preprocessor_config.json describes; nothing when the object is empty.
std::optional<FoundCard> huggingFaceCard(const QJsonObject& preprocessor);
/// The card that timm's "pretrained_cfg" in config.json describes; nothing when there is none.
std::optional<FoundCard> timmCard(const QJsonObject& config);
/// The labels of config.json, in order: Hugging Face's "id2label" or timm's "label_names".
QStringList foreignLabels(const QJsonObject& config);

} // namespace saliscope::compute

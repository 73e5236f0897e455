// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

#include "core/imaging/framing.h"
#include "core/imaging/picture.h"
#include "core/recipe/model_card.h"
#include "core/recipe/param_spec.h"
#include "core/recipe/precision.h"
#include "core/recipe/target.h"

namespace saliscope {

/// A model file and, where the person gave one, the card that overrides what is found with it.
struct ModelSource
{
    QString path;
    std::optional<ModelCard> card;

    bool operator==(const ModelSource&) const = default;
};

/// One value that describes a computation: everything its result depends on, so that it can be undone, saved,
/// parsed, hashed, captioned and replayed. The picture travels beside it; it is named here by its hash.
struct Recipe
{
    QByteArray pictureHash; ///< Empty for ascent from noise.
    ModelSource model;
    Framing framing;
    Target target;
    QString method;
    ParamValues params;
    quint64 seed = 1;
    QString device = QStringLiteral("cpu");
    Precision precision = Precision::Float32;
    int threads = 0; ///< 0: as many as physical cores.

    bool operator==(const Recipe&) const = default;
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/base/error.h"

namespace saliscope {

/// The scalar that is explained or maximised.
struct Target
{
    enum class Kind
    {
        Rank,  ///< The rank-th most probable class of this image (0: the prediction).
        Class, ///< The class with this index.
        Unit,  ///< Channel `index` of the value of layer `layer`.
    };
    enum class Score
    {
        Logit,
        Probability
    };

    Kind kind = Kind::Rank;
    int index = 0; ///< Rank, class index or channel.
    QString layer; ///< Only for Unit.
    Score score = Score::Logit;

    bool operator==(const Target&) const = default;
};

/// Reads "top1", "top3", a class index, a class label (case-insensitive, whole or unambiguous part) or
/// "layer:unit".
Expected<Target> parseTarget(const QString& text, const QStringList& labels);

/// The text parseTarget() reads back: for the command line and JSON.
QString targetText(const Target& target);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

#include "core/base/error.h"

namespace saliscope {

/// A class, by its place among the predictions (0: the most probable) or by its index.
struct ClassChoice
{
    bool isRank = false;
    int index = 0;

    bool operator==(const ClassChoice&) const = default;
};

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
        Probability,
        LogProbability
    };

    Kind kind = Kind::Rank;
    int index = 0; ///< Rank, class index or channel.
    QString layer; ///< Only for Unit.
    Score score = Score::Logit;
    std::optional<ClassChoice> versus; ///< The class whose score is subtracted: "why this, why not that".
    int row = -1;                      ///< Of a unit; of a sequence the token. -1: the mean over all places.
    int column = -1;

    bool operator==(const Target&) const = default;
};

/// Reads "top1", "top3", a class index, a class label (case-insensitive, whole or unambiguous part), two of
/// these with " - " between them, "layer:unit", "layer:unit@row,column" or, for tokens, "layer:unit@row".
Expected<Target> parseTarget(const QString& text, const QStringList& labels);

/// The text parseTarget() reads back: for the command line and JSON.
QString targetText(const Target& target);

/// "logit", "probability" or "log-probability".
Expected<Target::Score> parseScore(const QString& text);
QString scoreText(Target::Score score);

} // namespace saliscope

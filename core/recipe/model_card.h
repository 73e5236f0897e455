// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "core/base/error.h"
#include "core/imaging/input_spec.h"

namespace saliscope {

/// What the numbers that come out of the model are.
enum class OutputKind
{
    Logits,
    Probabilities,
    LogProbabilities,
    Sigmoid
};

/// What a model file does not say about itself. JSON form: DESIGN of the card, see the README.
struct ModelCard
{
    QString name;
    QString source;
    QString licence;
    InputSpec input;
    OutputKind output = OutputKind::Logits;
    QStringList labels; ///< Empty: classes are named by their index.
    QString camLayer;

    bool operator==(const ModelCard&) const = default;
};

/// Parses a card. `folder` is where a label file named in it is looked for.
Expected<ModelCard> parseModelCard(const QByteArray& json, const QString& folder);
QByteArray modelCardJson(const ModelCard& card);

} // namespace saliscope

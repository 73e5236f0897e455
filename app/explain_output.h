// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>

#include <optional>

#include "core/imaging/picture.h"
#include "core/recipe/attribution.h"
#include "core/recipe/noisy_input.h"

namespace saliscope::app {

/// One explained image.
struct Explained
{
    Picture picture;
    AttributionPtr attribution;
    QStringList warnings;                 ///< Beside those of the attribution.
    QString mapPath;                      ///< Where the raw map goes; empty: nowhere.
    std::optional<NoisyInput> noisyInput; ///< Where one was asked for.
    QString noisyInputPath;
};

/// "out.npy" for one image; "out-koala.npy" for several, numbered where names repeat. Empty for no path.
QStringList pathsFor(const QString& path, const QList<Picture>& pictures);

/// The document that `saliscope explain --json` prints.
QJsonArray explainJson(const QList<Explained>& results);
QString explainText(const Explained& result);

} // namespace saliscope::app

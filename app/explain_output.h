// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include "core/imaging/picture.h"
#include "core/recipe/attribution.h"
#include "core/recipe/model_info.h"

namespace saliscope::app {

/// One explained image.
struct Explained
{
    Picture picture;
    AttributionPtr attribution;
    QString mapPath; ///< Where the raw map goes; empty: nowhere.
};

/// "out.npy" for one image; "out-koala.npy" for several, numbered where names repeat.
QStringList mapPaths(const QString& path, const QList<Picture>& pictures);

/// The document that `saliscope explain --json` prints.
QJsonArray explainJson(const QList<Explained>& results);
/// The document of --manifest: what was computed, from what, by which program.
QJsonObject manifestJson(const QList<Explained>& results, const ModelInfo& model);
QString explainText(const Explained& result);

} // namespace saliscope::app

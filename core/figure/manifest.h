// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure/figure.h"
#include "core/recipe/stored_files.h"

namespace saliscope {

/// A panel of a figure as what it was made of.
struct ManifestPanel
{
    Recipe recipe;
    RenderStyle style;
    QString title;        ///< Empty: what is explained.
    int stoppedAfter = 0; ///< Samples of a map that was stopped before it was complete; 0: it was not.

    bool operator==(const ManifestPanel&) const = default;
};

QJsonObject manifestPanelJson(const ManifestPanel& panel, const QString& folder);
ManifestPanel readManifestPanel(const JsonReader& json, const QString& folder);

/// What a figure was made of and by which program: enough to make it again.
struct Manifest
{
    QString version; ///< Of the program that made the figure.
    QList<StoredPicture> pictures;
    QList<StoredModel> models; ///< By the paths of the recipes.
    QList<ManifestPanel> panels;
    FigureOptions options;

    const StoredPicture* picture(const QByteArray& contentHash) const;
    const StoredModel* model(const QString& path) const;
    bool operator==(const Manifest&) const = default;
};

/// Reads the files of models once, for their hashes.
Manifest manifestOf(const Figure& figure);

/// As JSON; paths are kept relative to `folder`, the one of the file that it goes into.
QByteArray manifestJson(const Manifest& manifest, const QString& folder);
/// Whether the JSON says that it is a manifest.
bool isManifest(const QJsonObject& json);
/// Error: FileUnreadable, which names the member that is wrong.
Expected<Manifest> readManifest(const QJsonObject& json, const QString& folder);

} // namespace saliscope

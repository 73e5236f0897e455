// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/runner.h"
#include "core/figure/manifest.h"
#include "core/recipe/file_finder.h"

namespace saliscope {

/// Computes the panels of a manifest again, with the pictures and models that the finder finds. On the same
/// device, with the same version, the figure is the same bit for bit. For the thread that made the runner.
class Replay
{
public:
    Replay(const Manifest& manifest, const FileFinder& finder, Runner& runner);

    /// A picture that needs no finding, such as one that a session holds itself.
    void give(const Picture& picture) { m_pictures.insert(picture.contentHash, picture); }

    /// Errors: those of the finder and of the runner; FileUnreadable for what this program does not know.
    Expected<FigurePanel> panel(qsizetype index, const JobContext& job);

private:
    Expected<FigurePanel> compute(const ManifestPanel& panel, const JobContext& job);
    Expected<Recipe> located(const Recipe& recipe) const;
    Expected<Picture> picture(const QByteArray& contentHash);
    Expected<AttributionPtr> prediction(const Recipe& recipe, const Picture& photo, const JobContext& job);
    Expected<AscentFramePtr> drawing(const Recipe& recipe, const Picture& start, const JobContext& job);

    const Manifest& m_manifest;
    const FileFinder& m_finder;
    Runner& m_runner;
    QList<MethodInfo> m_methods;
    QHash<QByteArray, Picture> m_pictures; ///< Those found, by the hash in the manifest.
};

} // namespace saliscope

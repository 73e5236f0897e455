// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure/manifest.h"
#include "core/recipe/file_finder.h"
#include "core/session/session_file.h"

namespace saliscope {

/// A file that a stored session names and that was not found.
struct MissingFile
{
    QString storedPath;
    QString name;
    QString reason; ///< Where it was looked for, or that it holds something else now.
    bool isModel = false;
};

/// A stored session with the pictures that were found; the others are left out. A model that was not found
/// keeps its path, so that the window says in its place what is missing.
struct RestoredSession
{
    Session session;
    QList<MissingFile> missing;
};

/// Decodes pictures: not for the GUI thread.
RestoredSession restoredSession(const StoredSession& stored, const FileFinder& finder);

/// What a figure was made of as a session: its pictures beside those of `present`, and the model, method,
/// parameters, target and style of its first map, of its first drawing the ascent. Maps that differ in more
/// than their photo become the board. Device and threads stay.
StoredSession sessionOf(const Manifest& manifest, const Session& present);

/// The figure of a session, by its workspace: all photos with their maps, the board, or what ascent draws.
Manifest manifestOf(const StoredSession& stored);

} // namespace saliscope

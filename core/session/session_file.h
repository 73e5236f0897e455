// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/method_info.h"
#include "core/recipe/stored_files.h"
#include "core/session/session.h"

namespace saliscope {

inline constexpr QStringView sessionEnding = u"saliscope";

/// A session whose files are still to be found: its pictures have no pixels, except for pasted ones, which
/// the session file holds itself.
struct StoredSession
{
    Session session;
    QList<StoredPicture> files; ///< Of the pictures without pixels, by their hash.
    QList<StoredModel> models;  ///< Of the session and of its board.
    QString savedAs; ///< Where the person keeps the session that this is a copy of; empty: nowhere yet.
};

/// As JSON; paths are kept relative to `folder`, the one of the file that it goes into. Reads the models'
/// files once, for their hashes.
QByteArray sessionJson(const Session& session, const QString& folder, const QString& savedAs = {});
/// Error: FileUnreadable, which names the member that is wrong.
Expected<StoredSession> parseSession(const QByteArray& json, const QString& folder);

/// Written whole or not at all. Error: FileUnwritable.
Expected<void> writeSession(const Session& session, const QString& path);
/// Errors: FileNotFound, FileUnreadable.
Expected<StoredSession> readSession(const QString& path);

/// The session with values of the types and in the ranges that the methods declare, or the first that is not.
/// A method that is not known keeps its values: computing it says so.
Expected<Session> checkedSession(const Session& session, const QList<MethodInfo>& methods);

} // namespace saliscope

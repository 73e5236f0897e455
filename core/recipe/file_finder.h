// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "core/recipe/stored_files.h"

namespace saliscope {

/// Finds the files that a manifest or a session names: where they were, else by what they hold in folders to
/// search and among the files that come with the program. A file of that name that holds something else is
/// never taken, unless a person pointed to it. Errors: FileNotFound. Any thread, one at a time.
class FileFinder
{
public:
    explicit FileFinder(QStringList folders = {});

    /// A person says that this is the file.
    void point(const QString& storedPath, const QString& path) { m_pointed.insert(storedPath, path); }
    void addFolder(const QString& folder) { m_folders += folder; }

    /// With the name it had.
    Expected<Picture> picture(const StoredPicture& stored) const;
    /// Where the model is now; empty for the bundled one, when that is what it was.
    Expected<QString> model(const StoredModel& stored) const;

private:
    QStringList candidates(const QString& fileName, const QStringList& endings) const;

    QStringList m_folders;
    QHash<QString, QString> m_pointed;
};

} // namespace saliscope

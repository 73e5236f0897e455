// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QDirIterator>
#include <QStringList>

#include "core/base/strings.h"

namespace saliscope::test {

/// The files under FOLDER of the source tree that match, as sorted paths relative to the tree's root.
inline QStringList sourceFiles(const QString& folder, const QStringList& nameFilters)
{
    const QDir root(QStringLiteral(SALISCOPE_SOURCE_DIR));
    QStringList files;
    QDirIterator walk(root.filePath(folder), nameFilters, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext())
        files += root.relativeFilePath(walk.next());
    files.sort();
    return files;
}

inline QString sourceText(const QString& relativePath)
{
    QFile file(QDir(QStringLiteral(SALISCOPE_SOURCE_DIR)).filePath(relativePath));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace saliscope::test

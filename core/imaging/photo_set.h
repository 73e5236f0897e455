// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

#include "core/base/error.h"

namespace saliscope {

/// A photo of a set, not yet opened.
struct SetPhoto
{
    QString path;
    /// Below the folder that was given, with '/' between its parts: unique in the set and the same wherever
    /// the set lies.
    QString name;

    /// The name of the folder it lies in, in many sets its class; empty at the top.
    QString folder() const;

    bool operator==(const SetPhoto&) const = default;
};

/// The photos that `paths` name, in the order of their names (by code points, the same everywhere): files by
/// themselves, folders with all that lies below them, hidden files and links to folders left out. Of several
/// paths a folder's own name comes first in the names of its photos. What is a photo is told by its ending.
/// Errors: FileNotFound, InvalidArgument (two of one name, none at all).
Expected<QList<SetPhoto>> findPhotos(const QStringList& paths);

/// The class that the photo's folder is named after, by its label (in any case, '_' for a space) or its
/// index; -1: after none.
int folderClass(const SetPhoto& photo, const QStringList& labels);

/// One of `count` parts of a set. Where a photo belongs depends on its name alone: it stays there when others
/// come and go.
struct Shard
{
    int index = 1; ///< From 1 to count.
    int count = 1;

    bool holds(const QString& name) const;

    bool operator==(const Shard&) const = default;
};

/// "3/8" is the third of eight. Error: InvalidArgument.
Expected<Shard> parseShard(const QString& text);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_reader.h"
#include "core/imaging/picture.h"

namespace saliscope {

/// A picture as a manifest or a session names it: what it is called, where it was, and hashes of what it
/// held. The file's own hash finds it where another library decodes it to slightly other pixels.
struct StoredPicture
{
    QString name;
    QString path; ///< Empty for a pasted picture.
    QByteArray contentHash;
    QByteArray fileHash; ///< Empty where it is not known.

    QString fileName() const; ///< What people look for: the file's name, or the picture's.
    bool operator==(const StoredPicture&) const = default;
};

/// The same of a model file.
struct StoredModel
{
    QString path; ///< Empty: the bundled model.
    QByteArray fileHash;

    bool operator==(const StoredModel&) const = default;
};

StoredPicture stored(const Picture& picture);
/// Reads the file once, for its hash.
StoredModel storedModel(const QString& path);

/// Paths are kept relative to `folder`, the one of the file that the JSON goes into.
QJsonObject storedPictureJson(const StoredPicture& picture, const QString& folder);
StoredPicture readStoredPicture(const JsonReader& json, const QString& folder);
QJsonObject storedModelJson(const StoredModel& model, const QString& folder);
StoredModel readStoredModel(const JsonReader& json, const QString& folder);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/stored_files.h"

#include <QFileInfo>

#include "core/base/file_hash.h"
#include "core/base/resources.h"
#include "core/base/strings.h"
#include "core/imaging/picture_io.h"
#include "core/recipe/recipe_json.h"

namespace saliscope {
namespace {

void insertHash(QJsonObject& json, const QString& key, const QByteArray& hash)
{
    if (!hash.isEmpty())
        json.insert(key, QString::fromLatin1(hash.toHex()));
}

} // namespace

QString StoredPicture::fileName() const
{
    return path.isEmpty() ? name : QFileInfo(path).fileName();
}

StoredPicture stored(const Picture& picture)
{
    const QString path = picture.path.isEmpty() ? QString() : QFileInfo(picture.path).absoluteFilePath();
    return {picture.name, path, picture.contentHash, sourceFileHash(picture)};
}

StoredModel storedModel(const QString& path)
{
    return {path, fileHash(path.isEmpty() ? bundledModelPath() : path)};
}

QJsonObject storedPictureJson(const StoredPicture& picture, const QString& folder)
{
    QJsonObject json{{u"name"_s, picture.name}};
    if (!picture.path.isEmpty())
        json.insert(u"path"_s, relativePath(picture.path, folder));
    insertHash(json, u"sha256"_s, picture.contentHash);
    insertHash(json, u"file_sha256"_s, picture.fileHash);
    return json;
}

StoredPicture readStoredPicture(const JsonReader& json, const QString& folder)
{
    StoredPicture picture{.name = json.text(u"name"_s),
                          .path = absolutePath(json.text(u"path"_s), folder),
                          .contentHash = json.hash(u"sha256"_s),
                          .fileHash = json.hash(u"file_sha256"_s)};
    if (picture.contentHash.isEmpty())
        json.complain(u"sha256"_s, u"is missing"_s);
    if (picture.name.isEmpty())
        picture.name = QFileInfo(picture.path).completeBaseName();
    return picture;
}

QJsonObject storedModelJson(const StoredModel& model, const QString& folder)
{
    QJsonObject json;
    if (!model.path.isEmpty())
        json.insert(u"path"_s, relativePath(model.path, folder));
    insertHash(json, u"sha256"_s, model.fileHash);
    return json;
}

StoredModel readStoredModel(const JsonReader& json, const QString& folder)
{
    return {absolutePath(json.text(u"path"_s), folder), json.hash(u"sha256"_s)};
}

} // namespace saliscope

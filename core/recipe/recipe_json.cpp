// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/recipe_json.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>

#include "core/base/strings.h"
#include "core/recipe/framing_text.h"

namespace saliscope {
namespace {

QString fileHash(const QString& path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

QJsonObject recipeJson(const Recipe& recipe, const QString& modelPath)
{
    QJsonObject model{{u"path"_s, modelPath}, {u"sha256"_s, fileHash(modelPath)}};
    if (recipe.model.card)
        model.insert(u"card"_s, QJsonDocument::fromJson(modelCardJson(*recipe.model.card)).object());
    return {{u"picture_sha256"_s, QString::fromLatin1(recipe.pictureHash.toHex())},
            {u"model"_s, model},
            {u"framing"_s, framingText(recipe.framing)},
            {u"target"_s, targetText(recipe.target)},
            {u"score"_s, scoreText(recipe.target.score)},
            {u"method"_s, recipe.method},
            {u"params"_s, QJsonObject::fromVariantMap(recipe.params)},
            {u"seed"_s, QString::number(recipe.seed)}, // text: JSON numbers lose bits beyond 2^53
            {u"device"_s, recipe.device},
            {u"precision"_s, precisionText(recipe.precision)},
            {u"threads"_s, recipe.threads}};
}

} // namespace saliscope

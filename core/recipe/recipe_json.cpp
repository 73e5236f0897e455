// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/recipe_json.h"

#include <QDir>
#include <QJsonDocument>

#include "core/base/strings.h"
#include "core/recipe/framing_text.h"

namespace saliscope {
namespace {

/// Classes by index: a recipe needs no labels.
Expected<Target> parseStoredTarget(const QString& text)
{
    return parseTarget(text, {});
}

} // namespace

QString relativePath(const QString& path, const QString& folder)
{
    return path.isEmpty() ? path : QDir(folder).relativeFilePath(QFileInfo(path).absoluteFilePath());
}

QString absolutePath(const QString& path, const QString& folder)
{
    return path.isEmpty() ? path : QDir::cleanPath(QDir(folder).absoluteFilePath(path));
}

QJsonObject modelSourceJson(const ModelSource& model, const QString& folder)
{
    QJsonObject json;
    if (!model.path.isEmpty())
        json.insert(u"path"_s, relativePath(model.path, folder));
    if (model.card)
        json.insert(u"card"_s, QJsonDocument::fromJson(modelCardJson(*model.card)).object());
    return json;
}

ModelSource readModelSource(const JsonReader& json, const QString& folder)
{
    ModelSource model{.path = absolutePath(json.text(u"path"_s), folder), .card = {}};
    if (json.has(u"card"_s)) {
        const auto card = parseModelCard(
            QJsonDocument(json.object(u"card"_s).json()).toJson(QJsonDocument::Compact), folder);
        if (card)
            model.card = *card;
        else
            json.complain(u"card"_s, card.error());
    }
    return model;
}

Target readTarget(const JsonReader& json, const Target& otherwise)
{
    Target target = json.parsed(u"target"_s, otherwise, parseStoredTarget);
    target.score = json.parsed(u"score"_s, otherwise.score, parseScore);
    return target;
}

quint64 readSeed(const JsonReader& json)
{
    bool ok = true;
    const quint64 seed = json.has(u"seed"_s) ? json.text(u"seed"_s).toULongLong(&ok) : Recipe().seed;
    if (!ok)
        json.complain(u"seed"_s, u"must be a whole number, as a text"_s);
    return seed;
}

ParamValues readParams(const JsonReader& json)
{
    ParamValues params;
    const QJsonObject& values = json.json();
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (value->isDouble() || value->isBool() || value->isString())
            params.insert(value.key(), value->toVariant());
        else
            json.complain(value.key(), u"must be a number, a text, true or false"_s);
    }
    return params;
}

QJsonObject recipeJson(const Recipe& recipe, const QString& folder)
{
    return {{u"picture_sha256"_s, QString::fromLatin1(recipe.pictureHash.toHex())},
            {u"model"_s, modelSourceJson(recipe.model, folder)},
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

Recipe readRecipe(const JsonReader& json, const QString& folder)
{
    Recipe recipe;
    recipe.pictureHash = json.hash(u"picture_sha256"_s);
    recipe.model = readModelSource(json.object(u"model"_s), folder);
    recipe.framing = json.parsed(u"framing"_s, recipe.framing, parseFraming);
    recipe.target = readTarget(json, recipe.target);
    recipe.method = json.text(u"method"_s);
    if (recipe.method.isEmpty())
        json.complain(u"method"_s, u"is missing"_s);
    recipe.params = readParams(json.object(u"params"_s));
    recipe.seed = readSeed(json);
    recipe.device = json.text(u"device"_s, recipe.device);
    recipe.precision = json.parsed(u"precision"_s, recipe.precision, parsePrecision);
    recipe.threads = json.integer(u"threads"_s, recipe.threads, 0, 4096);
    return recipe;
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/recipe_key.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

#include "core/base/strings.h"
#include "core/recipe/framing_text.h"

namespace saliscope {
namespace {

/// Changes when the file does.
QString fileStamp(const QString& path)
{
    const QFileInfo file(path);
    return path.isEmpty() || !file.exists()
               ? path
               : u"%1|%2|%3"_s.arg(path).arg(file.size()).arg(file.lastModified().toMSecsSinceEpoch());
}

ParamValues completedParams(const Recipe& recipe, const QList<MethodInfo>& methods)
{
    const auto method = std::find_if(methods.begin(), methods.end(), [&recipe](const MethodInfo& candidate) {
        return candidate.id == recipe.method;
    });
    if (method == methods.end())
        return recipe.params;
    const MethodInfo whole = withWrapped(*method, recipe.params, methods);
    ParamValues params = whole.completed(recipe.params);
    for (const ParamSpec& spec : whole.params) {
        if (spec.kind == ParamSpec::Kind::Path)
            params[spec.id] = fileStamp(params[spec.id].toString());
    }
    return params;
}

} // namespace

RecipeKey recipeKey(const Recipe& recipe, const QList<MethodInfo>& methods)
{
    ParamValues params = completedParams(recipe, methods);
    RecipeKey key;
    key.reduction = params.take(u"reduction"_s).toString();

    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << recipe.pictureHash << fileStamp(recipe.model.path)
           << (recipe.model.card ? modelCardJson(*recipe.model.card) : QByteArray())
           << framingText(recipe.framing) << targetText(recipe.target) << scoreText(recipe.target.score)
           << recipe.method << recipe.seed << recipe.device << precisionText(recipe.precision)
           << qint32(recipe.threads);
    for (auto param = params.cbegin(); param != params.cend(); ++param)
        stream << param.key() << param->toString();
    key.computation = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    return key;
}

} // namespace saliscope

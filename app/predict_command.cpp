// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>

#include "app/command.h"
#include "app/console.h"
#include "app/json.h"
#include "app/recipe_options.h"
#include "core/base/strings.h"
#include "core/engine/runner_loader.h"

namespace saliscope::app {
namespace {

void declare(QCommandLineParser& parser)
{
    parser.addPositionalArgument(u"IMAGE"_s, u"Images to classify."_s, u"IMAGE..."_s);
    declareModelOptions(parser);
    declareFramingOption(parser);
    parser.addOptions({{u"top"_s, u"How many classes of each image (default: 5)."_s, u"N"_s, u"5"_s},
                       {u"json"_s, u"One JSON document instead of text."_s}});
}

QJsonObject json(const Picture& picture, const Prediction& prediction, int top)
{
    QJsonArray scores;
    for (const ClassScore& score : prediction.classes.mid(0, top))
        scores += scoreJson(score);
    return {{u"image"_s, picture.path}, {u"predictions"_s, scores}};
}

QString text(const Picture& picture, const Prediction& prediction, int top)
{
    QString lines = picture.path;
    for (const ClassScore& score : prediction.classes.mid(0, top))
        lines += u"\n  %1 %  %2"_s.arg(100 * score.probability, 6, 'f', 2).arg(score.label);
    return lines;
}

Expected<void> run(const QCommandLineParser& parser)
{
    const Expected<Recipe> base = pictureRecipe(parser);
    if (!base)
        return tl::unexpected(base.error());
    const Expected<int> top = numberOption(parser, u"top"_s, 1);
    if (!top)
        return tl::unexpected(top.error());
    const Expected<QList<Picture>> pictures = readPictures(parser.positionalArguments());
    if (!pictures)
        return tl::unexpected(pictures.error());
    const Expected<std::unique_ptr<Runner>> runner = openRunner();
    if (!runner)
        return tl::unexpected(runner.error());

    const JobContext job{.cancel = interruption()};
    QJsonArray document;
    QStringList lines;
    for (const Picture& picture : *pictures) {
        Recipe recipe = *base;
        recipe.pictureHash = picture.contentHash;
        const Expected<Prediction> prediction = (*runner)->predict(recipe, picture, job);
        if (!prediction)
            return tl::unexpected(prediction.error());
        document += json(picture, *prediction, *top);
        lines += text(picture, *prediction, *top);
    }
    if (parser.isSet(u"json"_s))
        printJson(QJsonDocument(document));
    else
        printResult(lines.join(u'\n'));
    return {};
}

} // namespace

Command predictCommand()
{
    return {u"predict"_s, u"Says what the model sees in each image."_s, declare, run};
}

} // namespace saliscope::app

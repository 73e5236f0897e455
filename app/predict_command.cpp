// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>

#include "app/command.h"
#include "app/console.h"
#include "app/json.h"
#include "app/photo_set_options.h"
#include "app/recipe_options.h"
#include "core/base/percent_text.h"
#include "core/base/strings.h"
#include "core/engine/runner_loader.h"
#include "core/imaging/picture_io.h"

namespace saliscope::app {
namespace {

void declare(QCommandLineParser& parser)
{
    parser.addPositionalArgument(u"IMAGE"_s, u"Images to classify, or folders of images."_s, u"IMAGE..."_s);
    declareModelOptions(parser);
    declareFramingOption(parser);
    parser.addOptions({{u"top"_s, u"How many classes of each image (default: 5)."_s, u"N"_s, u"5"_s},
                       {u"json"_s, u"One JSON document instead of text."_s}});
    declareShardOption(parser);
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
        lines += u"\n  %1  %2"_s.arg(percentText(score.probability), 7).arg(score.label);
    return lines;
}

Expected<Prediction> predictOne(Runner& runner, const Recipe& base, const Picture& picture)
{
    Recipe recipe = base;
    recipe.pictureHash = picture.contentHash;
    return runner.predict(recipe, picture, {.cancel = interruption()});
}

Expected<void> predictImages(const QCommandLineParser& parser, Runner& runner, const Recipe& base,
                             const QList<Picture>& pictures, int top)
{
    QJsonArray document;
    QStringList lines;
    for (const Picture& picture : pictures) {
        const Expected<Prediction> prediction = predictOne(runner, base, picture);
        if (!prediction)
            return tl::unexpected(prediction.error());
        document += json(picture, *prediction, top);
        lines += text(picture, *prediction, top);
    }
    if (parser.isSet(u"json"_s))
        printJson(QJsonDocument(document));
    else
        printResult(lines.join(u'\n'));
    return {};
}

/// Whether folders are named like classes, and how often the model agrees with them.
class FolderCheck
{
public:
    explicit FolderCheck(const QStringList& labels)
        : m_labels(labels)
    {}

    /// The class that the photo's folder is named after; -1: after none.
    int classOf(const SetPhoto& photo) const { return folderClass(photo, m_labels); }

    void add(int expected, const Prediction& prediction)
    {
        m_checked += expected >= 0;
        m_right += expected >= 0 && prediction.classes.front().index == expected;
    }

    QString text() const
    {
        return u"right: %1 of %2 in folders named after a class (%3 %)"_s.arg(m_right).arg(m_checked).arg(
            100.0 * m_right / m_checked, 0, 'f', 1);
    }
    bool isEmpty() const { return m_checked == 0; }

private:
    QStringList m_labels;
    int m_checked = 0;
    int m_right = 0;
};

Expected<void> predictSet(const QCommandLineParser& parser, Runner& runner, const Recipe& base, int top)
{
    const Expected<QList<SetPhoto>> photos = readPhotoSet(parser);
    if (!photos)
        return tl::unexpected(photos.error());
    const Expected<ModelInfo> model = runner.loadModel(base, {.cancel = interruption()});
    if (!model)
        return tl::unexpected(model.error());
    FolderCheck check(model->card.labels);
    SetPrinter printer(parser.isSet(u"json"_s));
    qsizetype done = 0;
    for (const SetPhoto& photo : *photos) {
        if (interruption().isCancelled())
            break;
        const Expected<Picture> picture = readPicture(photo.path);
        if (!picture) {
            printer.skip(picture.error());
            continue;
        }
        const Expected<Prediction> prediction = predictOne(runner, base, *picture);
        if (!prediction)
            return tl::unexpected(prediction.error());
        const int expected = check.classOf(photo);
        check.add(expected, *prediction);
        QJsonObject record = json(*picture, *prediction, top);
        record.insert(u"name"_s, photo.name);
        if (expected >= 0)
            record.insert(u"folder_class"_s, expected);
        printer.print(text(*picture, *prediction, top), record);
        ++done;
    }
    if (!check.isEmpty() && !parser.isSet(u"json"_s))
        printResult(check.text());
    return setOutcome(photos->size(), done, printer.skipped());
}

Expected<void> run(const QCommandLineParser& parser)
{
    const Expected<Recipe> base = pictureRecipe(parser);
    if (!base)
        return tl::unexpected(base.error());
    const Expected<int> top = numberOption(parser, u"top"_s, 1);
    if (!top)
        return tl::unexpected(top.error());
    if (const auto checked = checkShardOption(parser); !checked)
        return checked;
    const Expected<QList<Picture>> pictures =
        namesSet(parser) ? QList<Picture>() : readPictures(parser.positionalArguments());
    if (!pictures)
        return tl::unexpected(pictures.error());
    const Expected<std::unique_ptr<Runner>> runner = openRunner();
    if (!runner)
        return tl::unexpected(runner.error());
    return namesSet(parser) ? predictSet(parser, **runner, *base, *top)
                            : predictImages(parser, **runner, *base, *pictures, *top);
}

} // namespace

Command predictCommand()
{
    return {u"predict"_s, u"Says what the model sees in each image."_s, declare, run};
}

} // namespace saliscope::app

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/manifest.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

#include "core/base/strings.h"
#include "core/recipe/recipe_json.h"
#include "core/recipe/style_json.h"

namespace saliscope {
namespace {

const QString formatName = u"saliscope figure"_s;
constexpr int formatVersion = 1;

const QString unreadable = u"The manifest cannot be used"_s;

QJsonObject libraries()
{
    return {{u"qt"_s, QString::fromLatin1(qVersion())},
            {u"libtorch"_s, QStringLiteral(SALISCOPE_LIBTORCH_VERSION)},
            {u"opencv"_s, QStringLiteral(SALISCOPE_OPENCV_VERSION)}};
}

/// What was computed with, where the recipe left it to the machine.
Recipe pinned(Recipe recipe, int threads)
{
    recipe.threads = threads;
    return recipe;
}

ManifestPanel manifestPanel(const FigurePanel& panel)
{
    ManifestPanel result{.recipe = panel.recipe(), .style = panel.style, .title = panel.title};
    if (panel.drawing)
        result.recipe = pinned(result.recipe, panel.drawing->threads);
    else if (panel.hasMap())
        result.recipe = pinned(result.recipe, panel.attribution->threads);
    if (panel.hasMap() && !panel.attribution->isComplete)
        result.stoppedAfter = panel.attribution->samples;
    return result;
}

QJsonObject optionsJson(const FigureOptions& options)
{
    return {{u"layout"_s, figureLayoutText(options.layout)},
            {u"show"_s, mapAspectText(options.show)},
            {u"background"_s, figureBackgroundText(options.background)},
            {u"dpi"_s, options.dpi}};
}

FigureOptions readOptions(const JsonReader& json)
{
    FigureOptions options;
    options.layout = json.parsed(u"layout"_s, options.layout, parseFigureLayout);
    options.show = json.parsed(u"show"_s, options.show, parseMapAspect);
    options.background = json.parsed(u"background"_s, options.background, parseFigureBackground);
    options.dpi = json.integer(u"dpi"_s, options.dpi, FigureOptions::leastDpi, FigureOptions::mostDpi);
    return options;
}

} // namespace

QJsonObject manifestPanelJson(const ManifestPanel& panel, const QString& folder)
{
    QJsonObject json{{u"recipe"_s, recipeJson(panel.recipe, folder)}, {u"style"_s, styleJson(panel.style)}};
    if (!panel.title.isEmpty())
        json.insert(u"title"_s, panel.title);
    if (panel.stoppedAfter > 0)
        json.insert(u"stopped_after"_s, panel.stoppedAfter);
    return json;
}

ManifestPanel readManifestPanel(const JsonReader& json, const QString& folder)
{
    return {.recipe = readRecipe(json.object(u"recipe"_s), folder),
            .style = readStyle(json.object(u"style"_s)),
            .title = json.text(u"title"_s),
            .stoppedAfter = json.integer(u"stopped_after"_s, 0, 0)};
}

const StoredPicture* Manifest::picture(const QByteArray& contentHash) const
{
    const auto found = std::find_if(pictures.begin(), pictures.end(), [&](const StoredPicture& picture) {
        return picture.contentHash == contentHash;
    });
    return found == pictures.end() ? nullptr : &*found;
}

const StoredModel* Manifest::model(const QString& path) const
{
    const auto found = std::find_if(models.begin(), models.end(),
                                    [&](const StoredModel& model) { return model.path == path; });
    return found == models.end() ? nullptr : &*found;
}

Manifest manifestOf(const Figure& figure)
{
    Manifest manifest{.version = QStringLiteral(SALISCOPE_VERSION), .options = figure.options};
    for (const FigurePanel& panel : figure.panels) {
        manifest.panels += manifestPanel(panel);
        const QString& model = panel.recipe().model.path;
        if (!manifest.model(model))
            manifest.models += storedModel(model);
        if (!panel.photo.isNull() && !manifest.picture(panel.photo.contentHash))
            manifest.pictures += stored(panel.photo);
    }
    return manifest;
}

QByteArray manifestJson(const Manifest& manifest, const QString& folder)
{
    QJsonArray pictures, models, panels;
    for (const StoredPicture& picture : manifest.pictures)
        pictures += storedPictureJson(picture, folder);
    for (const StoredModel& model : manifest.models)
        models += storedModelJson(model, folder);
    for (const ManifestPanel& panel : manifest.panels)
        panels += manifestPanelJson(panel, folder);
    return QJsonDocument(QJsonObject{{u"format"_s, formatName},
                                     {u"format_version"_s, formatVersion},
                                     {u"program"_s, u"saliscope"_s},
                                     {u"version"_s, manifest.version},
                                     {u"libraries"_s, libraries()},
                                     {u"pictures"_s, pictures},
                                     {u"models"_s, models},
                                     {u"panels"_s, panels},
                                     {u"figure"_s, optionsJson(manifest.options)}})
        .toJson();
}

bool isManifest(const QJsonObject& json)
{
    return json[u"format"_s].toString() == formatName;
}

Expected<Manifest> readManifest(const QJsonObject& json, const QString& folder)
{
    const JsonReader reader(json);
    if (!isManifest(json)) {
        return failure(ErrorCode::FileUnreadable, unreadable, u"It is JSON, but no manifest of a figure."_s,
                       u"\"saliscope explain --manifest\" and every exported figure hold one."_s);
    }
    if (reader.integer(u"format_version"_s, 1) > formatVersion) {
        return failure(ErrorCode::FileUnreadable, unreadable,
                       u"It was written by a newer Saliscope (%1)."_s.arg(reader.text(u"version"_s)),
                       u"Open it with that version or a later one."_s);
    }
    Manifest manifest{.version = reader.text(u"version"_s),
                      .options = readOptions(reader.object(u"figure"_s))};
    for (const JsonReader& picture : reader.objects(u"pictures"_s))
        manifest.pictures += readStoredPicture(picture, folder);
    for (const JsonReader& model : reader.objects(u"models"_s))
        manifest.models += readStoredModel(model, folder);
    for (const JsonReader& panel : reader.objects(u"panels"_s))
        manifest.panels += readManifestPanel(panel, folder);
    if (manifest.panels.isEmpty())
        reader.complain(u"panels"_s, u"must have at least one panel"_s);
    if (!reader.problem().isEmpty())
        return failure(ErrorCode::FileUnreadable, unreadable, reader.problem(),
                       u"Correct it, or take another copy of the file."_s);
    return manifest;
}

} // namespace saliscope

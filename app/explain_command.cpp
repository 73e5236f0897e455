// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>

#include "app/command.h"
#include "app/console.h"
#include "app/explain_output.h"
#include "app/explain_set.h"
#include "app/recipe_options.h"
#include "core/base/save_file.h"
#include "core/base/strings.h"
#include "core/engine/runner_loader.h"
#include "core/figure/figure_file.h"
#include "core/figure/manifest.h"
#include "core/imaging/map_file.h"
#include "core/imaging/picture_io.h"

namespace saliscope::app {
namespace {

void declare(QCommandLineParser& parser)
{
    parser.addPositionalArgument(u"IMAGE"_s, u"Images to explain, or folders of images."_s, u"IMAGE..."_s);
    parser.addOptions({{u"method"_s, u"How (default: smoothgrad); \"saliscope methods\" lists them."_s,
                        u"ID"_s, u"smoothgrad"_s},
                       {u"target"_s,
                        u"What to explain: top1 (default), a class name, its index, two of these with \" - "
                        u"\" between them, LAYER:UNIT, or LAYER:UNIT@ROW,COLUMN."_s,
                        u"T"_s, u"top1"_s},
                       {u"score"_s, u"Of the class: logit (default), probability or log-probability."_s,
                        u"S"_s, u"logit"_s}});
    declareMethodOptions(parser);
    declareModelOptions(parser);
    declareFramingOption(parser);
    parser.addOptions(
        {{u"out"_s, u"Writes a figure: PNG, SVG, PDF or TIFF; several images make one figure."_s,
          u"FIGURE"_s},
         {u"map"_s,
          u"Writes the raw map, float32 NPY or CSV; for several images the image's name is added."_s,
          u"OUT.npy"_s},
         {u"noisy-input"_s,
          u"Writes one of the noisy copies that SmoothGrad averages over, PNG, and says what the model sees "
          u"in "
          u"it."_s,
          u"OUT.png"_s},
         {u"manifest"_s, u"Writes what \"saliscope figure\" makes the same figure from, JSON."_s,
          u"OUT.json"_s},
         {u"json"_s, u"One JSON document instead of text."_s}});
    declareFigureOptions(parser);
    parser.addOption(
        {u"into"_s,
         u"Of a folder: writes every image's raw map and what is known of it into FOLDER, under the "
         "image's name; what is there already is not computed again."_s,
         u"FOLDER"_s});
    declareShardOption(parser);
}

/// The options of a few images are not those of a set.
Expected<void> checkSetOptions(const QCommandLineParser& parser)
{
    if (!namesSet(parser)) {
        if (parser.isSet(u"into"_s))
            return failure(ErrorCode::InvalidArgument, u"--into is for a folder of images"_s, {},
                           u"For images named one by one use --map OUT.npy."_s);
        return checkShardOption(parser);
    }
    for (const QString& name : {u"out"_s, u"map"_s, u"manifest"_s, u"noisy-input"_s}) {
        if (parser.isSet(name))
            return failure(ErrorCode::InvalidArgument, u"--%1 is for images named one by one"_s.arg(name), {},
                           u"For a folder use --into FOLDER, which takes every image's map."_s);
    }
    return {};
}

Expected<void> explainSet(const QCommandLineParser& parser, Runner& runner, const Recipe& recipe,
                          const ModelInfo& model, const QList<SetPhoto>& photos)
{
    SetPrinter printer(parser.isSet(u"json"_s));
    return SetExplainer(runner, recipe, model.path, parser.value(u"into"_s)).run(photos, printer);
}

/// Refuses a map without error where the error is to be drawn.
Expected<void> checkAspect(const Attribution& map, MapAspect aspect)
{
    if (aspect == MapAspect::Map || !map.standardError.isEmpty())
        return {};
    return failure(ErrorCode::InvalidArgument, u"There is no error to draw"_s,
                   u"Only a map that is the mean of several samples has one."_s,
                   u"Leave --show out, or choose smoothgrad, expected-gradients or rise."_s);
}

/// Classes have scores of three kinds, a unit only its activation.
Expected<Target> readTarget(const QCommandLineParser& parser, const QStringList& labels)
{
    Expected<Target> target = parseTarget(parser.value(u"target"_s), labels);
    const Expected<Target::Score> score = parseScore(parser.value(u"score"_s));
    if (!target)
        return target;
    if (!score)
        return tl::unexpected(score.error());
    if (target->kind == Target::Kind::Unit && parser.isSet(u"score"_s))
        return failure(ErrorCode::InvalidArgument, u"--score is for classes, and the target is a unit"_s,
                       u"Of a unit its activation is explained."_s,
                       u"Leave --score out, or choose a class as the target."_s);
    target->score = *score;
    return target;
}

Expected<QList<Explained>> explainAll(Runner& runner, const Recipe& base, const QList<Picture>& pictures,
                                      MapAspect aspect, const QString& mapPath, const QString& noisyInputPath)
{
    const QStringList mapPaths = pathsFor(mapPath, pictures);
    const QStringList noisyInputPaths = pathsFor(noisyInputPath, pictures);
    QList<Explained> results;
    for (const Picture& picture : pictures) {
        Recipe recipe = base;
        recipe.pictureHash = picture.contentHash;
        ProgressLine line(picture.name);
        JobContext job;
        job.cancel = interruption();
        job.progress = [&](const Progress& progress) { line.show(progress); };
        const Expected<AttributionPtr> map = runner.explain(recipe, picture, job);
        if (!map)
            return tl::unexpected(map.error());
        if (!(*map)->isComplete)
            return failure(ErrorCode::Cancelled, u"Cancelled; nothing was written"_s);
        if (const auto checked = checkAspect(**map, aspect); !checked)
            return tl::unexpected(checked.error());
        Explained result{.picture = picture,
                         .attribution = *map,
                         .mapPath = mapPaths[results.size()],
                         .noisyInputPath = noisyInputPaths[results.size()]};
        if (!noisyInputPath.isEmpty()) {
            const Expected<NoisyInput> noisy = runner.noisyInput(recipe, picture, 0, job);
            if (!noisy)
                return tl::unexpected(noisy.error());
            result.noisyInput = *noisy;
        }
        results += result;
    }
    return results;
}

Figure figureOf(const QList<Explained>& results, const MethodInfo& method, const ModelInfo& model,
                const QString& presetId, const FigureOptions& options)
{
    const Preset* preset = method.preset(presetId);
    Figure figure{.options = options};
    for (const Explained& result : results) {
        figure.panels += FigurePanel{.photo = result.picture,
                                     .attribution = result.attribution,
                                     .methodName = method.name,
                                     .modelName = model.name,
                                     .style = preset && preset->style ? *preset->style : RenderStyle()};
    }
    return figure;
}

/// Only once everything is computed, so that a failure leaves nothing half done.
Expected<void> write(const QCommandLineParser& parser, const QList<Explained>& results,
                     const MethodInfo& method, const ModelInfo& model, const FigureOptions& options)
{
    for (const Explained& result : results) {
        if (result.mapPath.isEmpty())
            continue;
        if (const auto written = writeMap(result.mapPath, result.attribution->map); !written)
            return written;
    }
    for (const Explained& result : results) {
        if (!result.noisyInput)
            continue;
        if (const auto written = writePng(result.noisyInput->picture, result.noisyInputPath); !written)
            return written;
    }
    const Figure figure = figureOf(results, method, model, parser.value(u"preset"_s), options);
    if (parser.isSet(u"manifest"_s)) {
        const QString path = parser.value(u"manifest"_s);
        const QByteArray manifest = manifestJson(manifestOf(figure), QFileInfo(path).absolutePath());
        if (const auto written = saveFile(path, manifest); !written)
            return written;
    }
    return parser.isSet(u"out"_s) ? writeFigure(figure, parser.value(u"out"_s)) : Expected<void>();
}

Expected<void> run(const QCommandLineParser& parser)
{
    if (const auto checked = checkSetOptions(parser); !checked)
        return checked;
    if (parser.isSet(u"out"_s)) {
        const auto checked = checkEnding(parser.value(u"out"_s), figureEndings());
        if (!checked)
            return checked;
    }
    if (parser.isSet(u"noisy-input"_s)) {
        const auto checked = checkEnding(parser.value(u"noisy-input"_s), {u"png"_s});
        if (!checked)
            return checked;
    }
    const Expected<FigureOptions> options = readFigureOptions(parser, parser.positionalArguments().size());
    if (!options)
        return tl::unexpected(options.error());
    Expected<Recipe> recipe = pictureRecipe(parser);
    if (!recipe)
        return tl::unexpected(recipe.error());
    const Expected<QList<SetPhoto>> photos = namesSet(parser) ? readPhotoSet(parser) : QList<SetPhoto>();
    if (!photos)
        return tl::unexpected(photos.error());
    const Expected<QList<Picture>> pictures =
        namesSet(parser) ? QList<Picture>() : readPictures(parser.positionalArguments());
    if (!pictures)
        return tl::unexpected(pictures.error());
    const Expected<std::unique_ptr<Runner>> runner = openRunner();
    if (!runner)
        return tl::unexpected(runner.error());
    const Expected<MethodInfo> method =
        findMethod(**runner, parser.value(u"method"_s), MethodInfo::Produces::Map);
    if (!method)
        return tl::unexpected(method.error());
    if (const auto read = readMethodOptions(parser, **runner, *method, {}, *recipe); !read)
        return read;
    const Expected<ModelInfo> model = (*runner)->loadModel(*recipe, {.cancel = interruption()});
    if (!model)
        return tl::unexpected(model.error());
    const Expected<Target> target = readTarget(parser, model->card.labels);
    if (!target)
        return tl::unexpected(target.error());
    recipe->target = *target;

    if (namesSet(parser))
        return explainSet(parser, **runner, *recipe, *model, *photos);
    auto results = explainAll(**runner, *recipe, *pictures, options->show, parser.value(u"map"_s),
                              parser.value(u"noisy-input"_s));
    if (!results)
        return tl::unexpected(results.error());
    if (usesRules(recipe->method, recipe->params, (*runner)->methods()))
        for (Explained& result : *results)
            result.warnings +=
                u"Maps of this method hardly depend on the class: compare with that of another "
                "--target before you trust it."_s;
    if (const auto written = write(parser, *results, *method, *model, *options); !written)
        return written;
    if (parser.isSet(u"json"_s)) {
        printJson(QJsonDocument(explainJson(*results)));
    } else {
        for (const Explained& result : *results)
            printResult(explainText(result));
        if (!parser.isSet(u"out"_s) && !parser.isSet(u"map"_s))
            printResult(
                u"The map is not kept: --out FIGURE.png draws it, --map OUT.npy writes its numbers."_s);
    }
    return {};
}

} // namespace

Command explainCommand()
{
    return {u"explain"_s, u"Maps what in each image the answer depends on."_s, declare, run};
}

} // namespace saliscope::app

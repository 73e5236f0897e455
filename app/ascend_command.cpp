// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QJsonArray>

#include "app/command.h"
#include "app/console.h"
#include "app/json.h"
#include "app/recipe_options.h"
#include "core/base/percent_text.h"
#include "core/base/strings.h"
#include "core/engine/runner_loader.h"
#include "core/imaging/map_file.h"
#include "core/imaging/picture_io.h"
#include "core/imaging/preprocess.h"

namespace saliscope::app {
namespace {

void declare(QCommandLineParser& parser)
{
    parser.addOption({u"target"_s, u"What to draw: a class name, its index, or LAYER:UNIT."_s, u"T"_s});
    declareModelOptions(parser);
    declareMethodOptions(parser);
    declareFramingOption(parser);
    parser.addOptions(
        {{u"from"_s, u"Image to start from instead of noise."_s, u"IMAGE"_s},
         {u"out"_s, u"Writes the picture, PNG."_s, u"PICTURE.png"_s},
         {u"map"_s, u"Writes the picture's numbers, 0 to 1: float32 NPY (3, H, W) or CSV."_s, u"OUT.npy"_s},
         {u"json"_s, u"One JSON document instead of text."_s}});
}

Expected<void> checkOptions(const QCommandLineParser& parser)
{
    if (!parser.positionalArguments().isEmpty()) {
        return failure(ErrorCode::InvalidArgument,
                       u"\"%1\" is not an option"_s.arg(parser.positionalArguments().front()), {},
                       u"Give the target as --target and a start picture as --from."_s);
    }
    if (!parser.isSet(u"target"_s)) {
        return failure(ErrorCode::InvalidArgument, u"No target is given"_s, {},
                       u"Say what to draw, for example --target dalmatian."_s);
    }
    return parser.isSet(u"out"_s) ? checkEnding(parser.value(u"out"_s), {u"png"_s}) : Expected<void>();
}

struct Drawing
{
    AscentFramePtr last;
    QJsonArray loss; ///< What ascent makes small, after each step: the objective with its sign turned.
    double seconds = 0;
};

Expected<Drawing> draw(Runner& runner, const Recipe& recipe, const Picture& from)
{
    const JobContext job{.cancel = interruption()};
    const Expected<std::unique_ptr<AscentRun>> run = runner.ascend(recipe, from, job);
    if (!run)
        return tl::unexpected(run.error());
    Drawing drawing;
    QElapsedTimer clock;
    clock.start();
    ProgressLine line(u"step"_s);
    Expected<AscentFramePtr> frame = (*run)->start(job.cancel);
    while (frame && !(*frame)->isFinished()) {
        frame = (*run)->step(recipe, job.cancel);
        if (frame) {
            drawing.loss += -(*frame)->objective;
            line.show({(*frame)->step, (*frame)->plannedSteps, double(clock.elapsed()) * 1e-3});
        }
    }
    if (!frame)
        return tl::unexpected(frame.error());
    drawing.last = *frame;
    drawing.seconds = double(clock.nsecsElapsed()) * 1e-9;
    return drawing;
}

Expected<void> write(const QCommandLineParser& parser, const AscentFrame& frame)
{
    if (parser.isSet(u"map"_s)) {
        if (const auto written = writeMap(parser.value(u"map"_s), frame.picture); !written)
            return written;
    }
    if (parser.isSet(u"out"_s))
        return writePng(unitImage(frame.picture), parser.value(u"out"_s));
    return {};
}

QJsonObject json(const QCommandLineParser& parser, const QString& preset, const Drawing& drawing)
{
    const AscentFrame& frame = *drawing.last;
    return {{u"target"_s, targetText(frame.recipe.target)},
            {u"label"_s, frame.label},
            {u"preset"_s, preset},
            {u"params"_s, QJsonObject::fromVariantMap(frame.recipe.params)},
            {u"seed"_s, double(frame.recipe.seed)},
            {u"steps"_s, frame.step},
            {u"probability"_s, frame.probability},
            {u"logit"_s, frame.logit},
            {u"loss"_s, drawing.loss},
            {u"seconds"_s, drawing.seconds},
            {u"steps_per_second"_s, drawing.seconds > 0 ? frame.step / drawing.seconds : 0},
            {u"out"_s, parser.isSet(u"out"_s) ? QJsonValue(parser.value(u"out"_s)) : QJsonValue()}};
}

Expected<void> run(const QCommandLineParser& parser)
{
    if (const Expected<void> checked = checkOptions(parser); !checked)
        return checked;
    Expected<Recipe> recipe = pictureRecipe(parser);
    if (!recipe)
        return tl::unexpected(recipe.error());
    Picture from;
    if (parser.isSet(u"from"_s)) {
        const Expected<Picture> picture = readPicture(parser.value(u"from"_s));
        if (!picture)
            return tl::unexpected(picture.error());
        from = *picture;
        recipe->pictureHash = from.contentHash;
    }
    const Expected<std::unique_ptr<Runner>> runner = openRunner();
    if (!runner)
        return tl::unexpected(runner.error());
    const Expected<MethodInfo> method = findMethod(**runner, u"ascent"_s, MethodInfo::Produces::Picture);
    if (!method)
        return tl::unexpected(method.error());
    const QString preset = parser.isSet(u"preset"_s) ? parser.value(u"preset"_s) : u"lucid"_s;
    if (const auto read = readMethodOptions(parser, **runner, *method, preset, *recipe); !read)
        return read;
    const Expected<ModelInfo> model = (*runner)->loadModel(*recipe, {.cancel = interruption()});
    if (!model)
        return tl::unexpected(model.error());
    const Expected<Target> target = parseTarget(parser.value(u"target"_s), model->card.labels);
    if (!target)
        return tl::unexpected(target.error());
    recipe->target = *target;

    const Expected<Drawing> drawing = draw(**runner, *recipe, from);
    if (!drawing)
        return tl::unexpected(drawing.error());
    if (const Expected<void> written = write(parser, *drawing->last); !written)
        return written;
    if (parser.isSet(u"json"_s)) {
        printJson(QJsonDocument(QJsonArray{json(parser, preset, *drawing)}));
    } else {
        printResult(u"%1: %2 after %3 steps, %4 s"_s
                        .arg(drawing->last->label, percentText(drawing->last->probability))
                        .arg(drawing->last->step)
                        .arg(drawing->seconds, 0, 'f', 1));
    }
    return {};
}

} // namespace

Command ascendCommand()
{
    return {u"ascend"_s, u"Draws what a class looks for, by gradient ascent."_s, declare, run};
}

} // namespace saliscope::app

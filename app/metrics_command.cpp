// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/command.h"
#include "app/console.h"
#include "app/metrics_output.h"
#include "app/recipe_options.h"
#include "core/base/save_file.h"
#include "core/base/strings.h"
#include "core/engine/runner_loader.h"
#include "core/recipe/measured_map.h"

namespace saliscope::app {
namespace {

void declare(QCommandLineParser& parser)
{
    parser.addPositionalArgument(u"IMAGE"_s, u"Images whose maps are judged."_s, u"IMAGE..."_s);
    parser.addOptions(
        {{u"method"_s,
          u"Whose maps are judged; may be repeated (default: smoothgrad, gradient, integrated-gradients)."_s,
          u"ID"_s},
         {u"metric"_s,
          u"By what; may be repeated; \"all\" for every one (default: those that need neither more maps nor "
          u"a box)."_s,
          u"ID"_s},
         {u"param"_s, u"Sets a parameter of every method that has it; may be repeated."_s, u"k=v"_s},
         {u"metric-param"_s,
          u"Sets a parameter of a metric, for example deletion.steps=20; may be repeated."_s, u"ID.k=v"_s},
         {u"box"_s, u"Where the object is, for pointing-game, in pixels of the photo."_s,
          u"X,Y,WIDTH,HEIGHT"_s},
         {u"target"_s, u"What is explained: as for \"saliscope explain\" (default: top1)."_s, u"T"_s,
          u"top1"_s},
         {u"score"_s, u"Of the class: logit (default), probability or log-probability."_s, u"S"_s,
          u"logit"_s},
         {u"seed"_s, u"Seed of the random numbers: same seed, same result (default: 1)."_s, u"N"_s, u"1"_s}});
    declareModelOptions(parser);
    declareFramingOption(parser);
    parser.addOptions({{u"csv"_s, u"Writes the table as CSV."_s, u"OUT.csv"_s},
                       {u"list"_s, u"Lists the metrics with their meaning and parameters."_s},
                       {u"json"_s, u"One JSON document instead of text."_s}});
}

tl::unexpected<Error> wrong(const QString& title, const QString& hint)
{
    return failure(ErrorCode::InvalidArgument, title, {}, hint);
}

/// "NAME=VALUE" as name and value.
Expected<std::pair<QString, QString>> splitParam(const QString& text, const QString& option)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals < 1)
        return wrong(u"\"%1\" is not a parameter"_s.arg(text), u"Give it as --%1."_s.arg(option));
    return std::pair(text.first(equals), text.sliced(equals + 1));
}

QStringList methodIds(const QCommandLineParser& parser)
{
    const QStringList given = parser.values(u"method"_s);
    return given.isEmpty() ? QStringList{u"smoothgrad"_s, u"gradient"_s, u"integrated-gradients"_s} : given;
}

/// Sets one parameter of every recipe whose method has it.
Expected<void> setParam(const QString& text, const QList<MethodInfo>& methods, QList<Recipe>& recipes)
{
    const auto param = splitParam(text, u"param NAME=VALUE"_s);
    if (!param)
        return tl::unexpected(param.error());
    bool isKnown = false;
    for (Recipe& recipe : recipes) {
        const auto method = std::find_if(methods.begin(), methods.end(),
                                         [&](const MethodInfo& info) { return info.id == recipe.method; });
        const MethodInfo whole = withWrapped(*method, recipe.params, methods);
        const ParamSpec* spec = whole.param(param->first);
        if (!spec)
            continue;
        const Expected<QVariant> value = parseParam(*spec, param->second);
        if (!value)
            return tl::unexpected(value.error());
        recipe.params.insert(spec->id, *value);
        isKnown = true;
    }
    if (!isKnown)
        return wrong(u"None of these methods has a parameter \"%1\""_s.arg(param->first),
                     u"\"saliscope methods\" lists them."_s);
    return {};
}

/// A recipe for each method, without picture and target.
Expected<QList<Recipe>> methodRecipes(const QCommandLineParser& parser, const Runner& runner)
{
    Expected<Recipe> base = pictureRecipe(parser);
    if (!base)
        return tl::unexpected(base.error());
    bool ok = false;
    base->seed = parser.value(u"seed"_s).toULongLong(&ok);
    if (!ok)
        return wrong(u"\"%1\" is not a seed"_s.arg(parser.value(u"seed"_s)),
                     u"Give a whole number from 0."_s);
    QList<Recipe> recipes;
    for (const QString& id : methodIds(parser)) {
        const Expected<MethodInfo> method = findMethod(runner, id, MethodInfo::Produces::Map);
        if (!method)
            return tl::unexpected(method.error());
        base->method = id;
        recipes += *base;
    }
    for (const QString& text : parser.values(u"param"_s)) {
        if (const auto set = setParam(text, runner.methods(), recipes); !set)
            return tl::unexpected(set.error());
    }
    return recipes;
}

Expected<QRectF> boxOf(const QCommandLineParser& parser)
{
    if (!parser.isSet(u"box"_s))
        return QRectF();
    QList<double> numbers;
    for (const QString& part : parser.value(u"box"_s).split(u',')) {
        bool ok = false;
        numbers += part.toDouble(&ok);
        if (!ok)
            numbers.clear();
    }
    if (numbers.size() != 4 || numbers[2] <= 0 || numbers[3] <= 0)
        return wrong(u"\"%1\" is not a box"_s.arg(parser.value(u"box"_s)),
                     u"Give X,Y,WIDTH,HEIGHT in pixels of the photo."_s);
    return QRectF(numbers[0], numbers[1], numbers[2], numbers[3]);
}

/// The metrics that are asked for, in the order they were named.
Expected<QList<MetricInfo>> chosenMetrics(const QCommandLineParser& parser, const QList<MetricInfo>& all)
{
    const QStringList ids = parser.values(u"metric"_s);
    if (ids == QStringList{u"all"_s})
        return all;
    QList<MetricInfo> chosen;
    QStringList known;
    for (const MetricInfo& metric : all) {
        known += metric.id;
        const bool isAffordable = !metric.explainsAgain && (!metric.needsBox || parser.isSet(u"box"_s));
        if (ids.isEmpty() && isAffordable)
            chosen += metric;
    }
    for (const QString& id : ids) {
        const qsizetype place = known.indexOf(id);
        if (place < 0)
            return wrong(u"There is no metric \"%1\""_s.arg(id),
                         u"There are: %1."_s.arg(known.join(u", "_s)));
        chosen += all[place];
    }
    return chosen;
}

Expected<void> setMetricParam(const QString& text, const QList<MetricInfo>& metrics,
                              QList<MetricRecipe>& recipes)
{
    const auto param = splitParam(text, u"metric-param METRIC.NAME=VALUE"_s);
    if (!param)
        return tl::unexpected(param.error());
    for (qsizetype i = 0; i < metrics.size(); ++i) {
        for (const ParamSpec& spec : metrics[i].params) {
            if (metrics[i].id + u'.' + spec.id != param->first)
                continue;
            const Expected<QVariant> value = parseParam(spec, param->second);
            if (!value)
                return tl::unexpected(value.error());
            recipes[i].params.insert(spec.id, *value);
            return {};
        }
    }
    return wrong(u"None of these metrics has a parameter \"%1\""_s.arg(param->first),
                 u"\"saliscope metrics --list\" lists them."_s);
}

Expected<QList<MetricRecipe>> metricRecipes(const QCommandLineParser& parser,
                                            const QList<MetricInfo>& metrics)
{
    const Expected<QRectF> box = boxOf(parser);
    if (!box)
        return tl::unexpected(box.error());
    QList<MetricRecipe> recipes;
    for (const MetricInfo& metric : metrics)
        recipes += MetricRecipe{.metric = metric.id, .params = {}, .box = *box};
    for (const QString& text : parser.values(u"metric-param"_s)) {
        if (const auto set = setMetricParam(text, metrics, recipes); !set)
            return tl::unexpected(set.error());
    }
    return recipes;
}

Expected<void> setTarget(const QCommandLineParser& parser, Runner& runner, QList<Recipe>& recipes)
{
    const Expected<ModelInfo> model = runner.loadModel(recipes.front(), {.cancel = interruption()});
    if (!model)
        return tl::unexpected(model.error());
    const Expected<Target> target = parseTarget(parser.value(u"target"_s), model->card.labels);
    if (!target)
        return tl::unexpected(target.error());
    const Expected<Target::Score> score = parseScore(parser.value(u"score"_s));
    if (!score)
        return tl::unexpected(score.error());
    for (Recipe& recipe : recipes) {
        recipe.target = *target;
        recipe.target.score = *score;
    }
    return {};
}

Expected<QList<MeasuredImage>> measureAll(Runner& runner, const QList<Recipe>& recipes,
                                          const QList<MetricRecipe>& metrics, const QList<Picture>& pictures)
{
    QList<MeasuredImage> images;
    for (const Picture& picture : pictures) {
        MeasuredImage image{.picture = picture, .methods = {}};
        for (Recipe recipe : recipes) {
            recipe.pictureHash = picture.contentHash;
            ProgressLine line(u"%1, %2"_s.arg(picture.name, recipe.method));
            JobContext job;
            job.cancel = interruption();
            job.progress = [&](const Progress& progress) { line.show(progress); };
            const Expected<Measurement> measurement = runner.measure(recipe, picture, metrics, job);
            if (!measurement)
                return tl::unexpected(measurement.error());
            image.methods += *measurement;
        }
        images += image;
    }
    return images;
}

QList<MeasuredMap> lines(const QList<MeasuredImage>& images)
{
    QList<MeasuredMap> maps;
    for (const MeasuredImage& image : images)
        for (const Measurement& measurement : image.methods)
            maps += MeasuredMap{image.picture.path, measurement};
    return maps;
}

Expected<void> list(const Runner& runner, bool isJson)
{
    if (isJson)
        printJson(QJsonDocument(metricListJson(runner.metrics())));
    else
        printResult(metricListText(runner.metrics()));
    return {};
}

Expected<void> run(const QCommandLineParser& parser)
{
    const bool isList = parser.isSet(u"list"_s);
    const auto pictures = isList ? QList<Picture>() : readPictures(parser.positionalArguments());
    if (!pictures)
        return tl::unexpected(pictures.error());
    const Expected<std::unique_ptr<Runner>> runner = openRunner();
    if (!runner)
        return tl::unexpected(runner.error());
    if (isList)
        return list(**runner, parser.isSet(u"json"_s));
    const auto metrics = chosenMetrics(parser, (*runner)->metrics());
    if (!metrics)
        return tl::unexpected(metrics.error());
    const auto asked = metricRecipes(parser, *metrics);
    if (!asked)
        return tl::unexpected(asked.error());
    auto recipes = methodRecipes(parser, **runner);
    if (!recipes)
        return tl::unexpected(recipes.error());
    if (const auto set = setTarget(parser, **runner, *recipes); !set)
        return set;

    const auto images = measureAll(**runner, *recipes, *asked, *pictures);
    if (!images)
        return tl::unexpected(images.error());
    if (parser.isSet(u"csv"_s)) {
        if (const auto written = saveFile(parser.value(u"csv"_s), measuredCsv(lines(*images))); !written)
            return written;
    }
    if (parser.isSet(u"json"_s))
        printJson(QJsonDocument(metricsJson(*images)));
    else
        printResult(metricsText(*images, *metrics));
    return {};
}

} // namespace

Command metricsCommand()
{
    return {u"metrics"_s, u"Judges maps by numbers: a table of methods by metrics."_s, declare, run};
}

} // namespace saliscope::app

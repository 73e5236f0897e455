// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonObject>

#include "app/command.h"
#include "app/console.h"
#include "app/recipe_options.h"
#include "core/base/strings.h"
#include "core/engine/runner_loader.h"

namespace saliscope::app {
namespace {

void declare(QCommandLineParser& parser)
{
    declareModelOptions(parser);
    parser.addOptions(
        {{u"method"_s, u"What is timed: a method that makes one map of one input."_s, u"ID"_s, u"gradient"_s},
         {u"samples"_s, u"How many noisy copies are timed at each batch (default: 64)."_s, u"N"_s, u"64"_s},
         {u"batch"_s, u"How many go through the network at once (default: 1, 2, 4 and 8 in turn)."_s, u"N"_s},
         {u"json"_s, u"One JSON document instead of text."_s}});
}

QJsonObject json(const Benchmark& result)
{
    return {{u"model"_s, result.model},          {u"method"_s, result.method},
            {u"engine"_s, result.engine},        {u"batch"_s, result.batch},
            {u"samples"_s, result.samples},      {u"ms_per_sample"_s, result.msPerSample},
            {u"ms_forward"_s, result.msForward}, {u"peak_rss_mb"_s, result.peakMegabytes},
            {u"threads"_s, result.threads},      {u"device"_s, result.device}};
}

QString text(const Benchmark& result)
{
    return u"%1, %2, batch %3: %4 ms a sample, %5 times a forward of %6 ms; %7 threads, %8, %9 MB"_s
        .arg(result.model, result.method)
        .arg(result.batch)
        .arg(result.msPerSample, 0, 'f', 2)
        .arg(result.msPerSample / result.msForward, 0, 'f', 2)
        .arg(result.msForward, 0, 'f', 2)
        .arg(result.threads)
        .arg(result.engine)
        .arg(result.peakMegabytes, 0, 'f', 0);
}

Expected<void> run(const QCommandLineParser& parser)
{
    if (!parser.positionalArguments().isEmpty()) {
        return failure(ErrorCode::InvalidArgument,
                       u"\"%1\" is not an option"_s.arg(parser.positionalArguments().front()), {},
                       u"No image is needed: the samples are noise."_s);
    }
    Expected<Recipe> recipe = baseRecipe(parser);
    if (!recipe)
        return tl::unexpected(recipe.error());
    recipe->method = parser.value(u"method"_s);
    const Expected<int> samples = numberOption(parser, u"samples"_s, 1);
    if (!samples)
        return tl::unexpected(samples.error());
    const Expected<int> batch = parser.isSet(u"batch"_s) ? numberOption(parser, u"batch"_s, 1) : 0;
    if (!batch)
        return tl::unexpected(batch.error());
    const Expected<std::unique_ptr<Runner>> runner = openRunner();
    if (!runner)
        return tl::unexpected(runner.error());
    const JobContext job{.cancel = interruption()};
    const Expected<ModelInfo> model = (*runner)->loadModel(*recipe, job);
    if (!model)
        return tl::unexpected(model.error());
    QList<int> batches = *batch > 0 ? QList<int>{*batch} : QList<int>{1};
    if (*batch == 0 && model->anyBatch)
        batches += {2, 4, 8};
    QJsonArray document;
    for (const int size : batches) {
        const Expected<Benchmark> result = (*runner)->bench(*recipe, *samples, size, job);
        if (!result)
            return tl::unexpected(result.error());
        document += json(*result);
        if (!parser.isSet(u"json"_s))
            printResult(text(*result));
    }
    if (parser.isSet(u"json"_s))
        printJson(QJsonDocument(document));
    return {};
}

} // namespace

Command benchCommand()
{
    return {u"bench"_s, u"Times a method on a model, and the model's forward alone."_s, declare, run};
}

} // namespace saliscope::app

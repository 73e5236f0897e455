// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/replay.h"

#include <QElapsedTimer>

#include <algorithm>

#include "core/base/strings.h"
#include "core/recipe/checked_params.h"

namespace saliscope {
namespace {

/// Nothing was wrong with the command line, whatever is wrong with the manifest.
Error inPanel(qsizetype index, Error error)
{
    if (error.code == ErrorCode::InvalidArgument)
        error.code = ErrorCode::FileUnreadable;
    error.title.prepend(u"Panel %1: "_s.arg(index + 1));
    return error;
}

} // namespace

Replay::Replay(const Manifest& manifest, const FileFinder& finder, Runner& runner)
    : m_manifest(manifest)
    , m_finder(finder)
    , m_runner(runner)
    , m_methods(runner.methods())
{}

Expected<FigurePanel> Replay::panel(qsizetype index, const JobContext& job)
{
    return compute(m_manifest.panels[index], job).map_error([&](const Error& error) {
        return inPanel(index, error);
    });
}

Expected<FigurePanel> Replay::compute(const ManifestPanel& panel, const JobContext& job)
{
    Expected<Recipe> recipe = located(panel.recipe);
    if (!recipe)
        return tl::unexpected(recipe.error());
    FigurePanel result{.style = panel.style, .title = panel.title};
    if (!recipe->pictureHash.isEmpty()) {
        const Expected<Picture> found = picture(recipe->pictureHash);
        if (!found)
            return tl::unexpected(found.error());
        result.photo = *found;
        recipe->pictureHash = found->contentHash;
    }
    const Expected<ModelInfo> model = m_runner.loadModel(*recipe, job);
    if (!model)
        return tl::unexpected(model.error());
    result.modelName = model->name;
    if (recipe->method == predictionMethod)
        return prediction(*recipe, result.photo, job).map([&](const AttributionPtr& map) {
            result.attribution = map;
            return result;
        });

    const auto method = std::find_if(m_methods.begin(), m_methods.end(),
                                     [&](const MethodInfo& known) { return known.id == recipe->method; });
    if (method == m_methods.end())
        return failure(ErrorCode::FileUnreadable, u"There is no method \"%1\""_s.arg(recipe->method),
                       u"This version of Saliscope does not know it."_s,
                       u"\"saliscope methods\" lists those it knows."_s);
    const Expected<ParamValues> params = checkedParams(*method, recipe->params, m_methods);
    if (!params)
        return tl::unexpected(params.error());
    recipe->params = *params;
    result.methodName = method->name;
    if (method->produces == MethodInfo::Produces::Picture)
        return drawing(*recipe, result.photo, job).map([&](const AscentFramePtr& frame) {
            result.drawing = frame;
            return result;
        });
    return m_runner.explain(*recipe, result.photo, job).map([&](const AttributionPtr& map) {
        result.attribution = map;
        return result;
    });
}

Expected<Recipe> Replay::located(const Recipe& recipe) const
{
    const StoredModel* stored = m_manifest.model(recipe.model.path);
    return m_finder.model(stored ? *stored : StoredModel{recipe.model.path, {}})
        .map([&](const QString& path) {
            Recipe result = recipe;
            result.model.path = path;
            return result;
        });
}

Expected<Picture> Replay::picture(const QByteArray& contentHash)
{
    if (m_pictures.contains(contentHash))
        return m_pictures[contentHash];
    const StoredPicture* stored = m_manifest.picture(contentHash);
    if (!stored)
        return failure(
            ErrorCode::FileUnreadable, u"The manifest does not name its picture"_s,
            u"None under \"pictures\" has the SHA-256 %1."_s.arg(QString::fromLatin1(contentHash.toHex())),
            u"Take another copy of the file."_s);
    const Expected<Picture> found = m_finder.picture(*stored);
    if (found)
        m_pictures.insert(contentHash, *found);
    return found;
}

Expected<AttributionPtr> Replay::prediction(const Recipe& recipe, const Picture& photo, const JobContext& job)
{
    const Expected<Prediction> answer = m_runner.predict(recipe, photo, job);
    if (!answer)
        return tl::unexpected(answer.error());
    const bool isRank = recipe.target.kind == Target::Kind::Rank;
    const auto& classes = answer->classes;
    for (qsizetype i = 0; i < classes.size(); ++i) {
        if (recipe.target.index != (isRank ? int(i) : classes[i].index))
            continue;
        auto alone = std::make_shared<Attribution>();
        alone->recipe = recipe;
        alone->geometry = answer->geometry;
        alone->target = classes[i];
        return alone;
    }
    return failure(ErrorCode::FileUnreadable, u"There is no class %1"_s.arg(targetText(recipe.target)),
                   u"The model has %1 classes."_s.arg(classes.size()), u"Correct the target."_s);
}

Expected<AscentFramePtr> Replay::drawing(const Recipe& recipe, const Picture& start, const JobContext& job)
{
    const Expected<std::unique_ptr<AscentRun>> run = m_runner.ascend(recipe, start, job);
    if (!run)
        return tl::unexpected(run.error());
    QElapsedTimer clock;
    clock.start();
    Expected<AscentFramePtr> frame = (*run)->start(job.cancel);
    while (frame && !(*frame)->isFinished()) {
        frame = (*run)->step(recipe, job.cancel);
        if (frame)
            job.progress({(*frame)->step, (*frame)->plannedSteps, double(clock.elapsed()) * 1e-3});
    }
    return frame;
}

} // namespace saliscope

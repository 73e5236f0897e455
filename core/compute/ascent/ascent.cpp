// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/ascent.h"

#include <ATen/Parallel.h>

#include <QElapsedTimer>

#include <limits>
#include <optional>

#include "core/compute/ascent/ascent_loop.h"
#include "core/compute/ascent/network_input.h"
#include "core/compute/guard.h"
#include "core/compute/model/devices.h"
#include "core/compute/tensors.h"
#include "core/imaging/preprocess.h"

namespace saliscope::compute {

namespace {

/// The score without transforms costs a forward pass of its own, a third of a step: every step would be slow.
constexpr int stepsBetweenScores = 4;

class AscentRunImpl : public AscentRun
{
public:
    AscentRunImpl(std::shared_ptr<Model> model, const Recipe& recipe, const Picture& picture);

    Expected<AscentFramePtr> start(const CancelToken& cancel) override
    {
        return guard([&] { return startFrame(cancel); });
    }
    Expected<AscentFramePtr> step(const Recipe& recipe, const CancelToken& cancel) override
    {
        return guard([&] { return stepFrame(recipe, cancel); });
    }

private:
    AscentFramePtr startFrame(const CancelToken& cancel);
    AscentFramePtr stepFrame(const Recipe& recipe, const CancelToken& cancel);
    void setRecipe(const Recipe& recipe);
    /// Measures the picture as it is.
    Objective measure(const CancelToken& cancel);
    AscentFramePtr frame(const Objective& objective) const;

    std::shared_ptr<Model> m_model;
    Recipe m_recipe; ///< Complete; its target's rank resolved.
    AscentSettings m_settings;
    AscentLoop m_loop;
    std::optional<TargetScore> m_target;
    std::optional<int> m_rankedClass; ///< What a rank meant on the start picture.
    ClassScore m_score;
    double m_bestScore = -std::numeric_limits<double>::infinity();
    int m_step = 0;
    int m_scoredStep = -1;
    bool m_isBest = false;
    double m_seconds = 0;
};

Recipe completed(Recipe recipe)
{
    recipe.params = ascentInfo().completed(recipe.params);
    return recipe;
}

AscentRunImpl::AscentRunImpl(std::shared_ptr<Model> model, const Recipe& recipe, const Picture& picture)
    : m_model(std::move(model))
    , m_recipe(completed(recipe))
    , m_settings(ascentSettings(m_recipe.params))
    , m_loop(*m_model, m_settings, recipe.seed)
{
    if (picture.isNull())
        return;
    const InputSpec& spec = m_model->info().card.input;
    const auto prepared = preprocess(picture, spec, recipe.framing);
    if (!prepared)
        throw ComputeError(prepared.error());
    m_loop.setPicture(pictureOfInput(inputTensor(prepared->values, m_model->tensorOptions()), spec));
}

void AscentRunImpl::setRecipe(const Recipe& recipe)
{
    Recipe next = completed(recipe);
    if (next.target.kind == Target::Kind::Rank) {
        next.target.kind = Target::Kind::Class;
        next.target.index = m_rankedClass.value_or(next.target.index);
    }
    if (!m_target || next.target != m_recipe.target) {
        m_target.emplace(*m_model, next.target);
        m_scoredStep = -1;
        m_bestScore = -std::numeric_limits<double>::infinity();
    }
    m_recipe = next;
    m_settings = ascentSettings(next.params);
    m_loop.setSettings(m_settings);
}

Objective AscentRunImpl::measure(const CancelToken& cancel)
{
    const auto [value, objective] = m_loop.evaluate(*m_target, cancel);
    m_score = m_target->classScore(value);
    m_scoredStep = m_step;
    const bool isUnit = m_recipe.target.kind == Target::Kind::Unit;
    const double height = isUnit ? m_score.logit : m_score.probability;
    m_isBest = height > m_bestScore;
    m_bestScore = std::max(m_bestScore, height);
    return objective;
}

AscentFramePtr AscentRunImpl::startFrame(const CancelToken& cancel)
{
    QElapsedTimer timer;
    timer.start();
    if (m_recipe.target.kind == Target::Kind::Rank)
        m_rankedClass = m_loop.rankResolved(m_recipe.target, cancel).index;
    setRecipe(m_recipe);
    const Objective objective = measure(cancel);
    m_seconds += double(timer.nsecsElapsed()) * 1e-9;
    return frame(objective);
}

AscentFramePtr AscentRunImpl::stepFrame(const Recipe& recipe, const CancelToken& cancel)
{
    QElapsedTimer timer;
    timer.start();
    setThreads(recipe.threads);
    setRecipe(recipe);
    PhiloxDraws draws(m_recipe.seed, quint64(m_step));
    const bool isLast = m_step + 1 == m_settings.steps;
    const Objective objective = m_loop.step(*m_target, draws, isLast, cancel);
    ++m_step;
    m_isBest = false;
    if (isLast || m_scoredStep < 0 || m_step - m_scoredStep >= stepsBetweenScores)
        measure(cancel);
    m_seconds += double(timer.nsecsElapsed()) * 1e-9;
    return frame(objective);
}

AscentFramePtr AscentRunImpl::frame(const Objective& objective) const
{
    auto result = std::make_shared<AscentFrame>();
    result->recipe = m_recipe;
    result->step = m_step;
    result->plannedSteps = m_settings.steps;
    result->picture = floatMap(((m_loop.picture()[0] + 1) / 2).clamp(0, 1));
    result->terms = objective.terms;
    result->objective = objective.value;
    result->logit = m_score.logit;
    result->probability = m_score.probability;
    result->scoredStep = m_scoredStep;
    result->label = m_target->label();
    result->isBest = m_isBest;
    result->seconds = m_seconds;
    result->threads = at::get_num_threads();
    return result;
}

} // namespace

std::unique_ptr<AscentRun> makeAscent(std::shared_ptr<Model> model, const Recipe& recipe,
                                      const Picture& picture)
{
    return std::make_unique<AscentRunImpl>(std::move(model), recipe, picture);
}

} // namespace saliscope::compute

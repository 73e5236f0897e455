// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_ascent.h"

#include <algorithm>

#include "core/base/strings.h"
#include "tests/support/fake_methods.h"

namespace saliscope::test {

FakeAscent::FakeAscent(FakeControlPtr control, const Recipe& recipe)
    : m_control(std::move(control))
    , m_recipe(recipe)
    , m_picture(3, FakeRunner::Side, FakeRunner::Side)
{
    ++m_control->alive;
    std::fill(m_picture.values.begin(), m_picture.values.end(), 0.5F);
}

FakeAscent::~FakeAscent()
{
    --m_control->alive;
}

Expected<AscentFramePtr> FakeAscent::start(const CancelToken&)
{
    return frame();
}

Expected<AscentFramePtr> FakeAscent::step(const Recipe& recipe, const CancelToken& cancel)
{
    if (!m_control->gate.pass(cancel))
        return failure(ErrorCode::Cancelled, u"Cancelled"_s);
    if (const auto error = m_control->failure())
        return tl::unexpected(*error);
    ++m_control->steps;
    m_recipe = recipe;
    const FloatMap w = FakeRunner::weights(recipe.target.index);
    const float rate = fakeMethods().back().completed(recipe.params).value(u"lr"_s).toFloat();
    for (std::size_t i = 0; i < w.values.size(); ++i)
        m_picture.values[i] = std::clamp(m_picture.values[i] + rate * w.values[i], 0.0F, 1.0F);
    ++m_step;
    return frame();
}

AscentFramePtr FakeAscent::frame()
{
    const ClassScore score = FakeRunner::scores(m_picture).at(m_recipe.target.index);
    auto result = std::make_shared<AscentFrame>();
    result->recipe = m_recipe;
    result->recipe.params = fakeMethods().back().completed(m_recipe.params);
    result->step = m_step;
    result->threads = std::max(1, m_recipe.threads);
    result->plannedSteps = result->recipe.params.value(u"steps"_s).toInt();
    result->picture = m_picture;
    result->terms = {{u"logit"_s, score.logit}};
    result->objective = score.logit;
    result->logit = score.logit;
    result->probability = score.probability;
    result->label = score.label;
    result->isBest = score.probability > m_best;
    m_best = std::max(m_best, score.probability);
    return result;
}

} // namespace saliscope::test

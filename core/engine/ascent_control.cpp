// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ascent_control.h"

#include <algorithm>
#include <utility>

namespace saliscope {

void AscentControl::begin(quint64 id, const Recipe& recipe, const Picture& picture, bool run)
{
    const std::lock_guard lock(m_mutex);
    m_turn.cancel.cancel();
    m_turn = {AscentTurn::Kind::Start, id, recipe, picture, CancelToken()};
    m_phase = Phase::ToStart;
    m_running = run;
    m_pastPlan = false;
    m_singleSteps = 0;
}

void AscentControl::change(const Recipe& recipe)
{
    const std::lock_guard lock(m_mutex);
    m_turn.recipe = recipe;
}

void AscentControl::step()
{
    const std::lock_guard lock(m_mutex);
    ++m_singleSteps;
}

void AscentControl::pause()
{
    const std::lock_guard lock(m_mutex);
    m_running = false;
    m_singleSteps = 0;
}

void AscentControl::resume(bool pastPlan)
{
    const std::lock_guard lock(m_mutex);
    m_running = true;
    m_pastPlan = m_pastPlan || pastPlan;
}

void AscentControl::end()
{
    const std::lock_guard lock(m_mutex);
    m_turn.cancel.cancel();
    m_phase = Phase::ToEnd;
}

void AscentControl::close()
{
    const std::lock_guard lock(m_mutex);
    m_turn.cancel.cancel();
    m_closed = true;
}

std::optional<AscentTurn> AscentControl::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_closed)
        return std::nullopt;
    AscentTurn turn = m_turn;
    switch (m_phase) {
    case Phase::None:
        return std::nullopt;
    case Phase::ToStart:
        m_phase = Phase::Ready;
        turn.kind = AscentTurn::Kind::Start;
        return turn;
    case Phase::ToEnd:
        m_phase = Phase::None;
        turn.kind = AscentTurn::Kind::End;
        return turn;
    case Phase::Ready:
        if (!m_running && m_singleSteps == 0)
            return std::nullopt;
        m_singleSteps = std::max(0, m_singleSteps - 1);
        turn.kind = AscentTurn::Kind::Step;
        return turn;
    }
    return std::nullopt;
}

bool AscentControl::isFinishedBy(quint64 id, const AscentFrame& frame)
{
    const std::lock_guard lock(m_mutex);
    if (id != m_turn.id || !frame.isFinished() || m_pastPlan)
        return false;
    m_running = false;
    m_singleSteps = 0;
    return true;
}

void AscentControl::fail(quint64 id)
{
    const std::lock_guard lock(m_mutex);
    if (id == m_turn.id && m_phase == Phase::Ready)
        m_phase = Phase::None;
}

} // namespace saliscope

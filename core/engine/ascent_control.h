// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <optional>

#include "core/base/cancel_token.h"
#include "core/recipe/ascent_frame.h"
#include "core/recipe/recipe.h"

namespace saliscope {

/// What the worker is to do next for the ascent.
struct AscentTurn
{
    enum class Kind
    {
        Start, ///< Make a run and its start picture.
        Step,
        End, ///< Let go of the run.
    };
    Kind kind = Kind::Step;
    quint64 id = 0; ///< Of the run.
    Recipe recipe;
    Picture picture;
    CancelToken cancel;
};

/// The wishes of the GUI for the ascent, which the worker reads between two steps. Thread-safe.
class AscentControl
{
public:
    /// A new run in place of the old one; goes on stepping when `run`, else waits after the start picture.
    void begin(quint64 id, const Recipe& recipe, const Picture& picture, bool run);
    void change(const Recipe& recipe);
    void step();
    void pause();
    /// `pastPlan`: steps on when the planned number is done.
    void resume(bool pastPlan);
    /// Stops the running step and lets go of the run.
    void end();
    /// Ends, and nothing can be taken any more.
    void close();

    std::optional<AscentTurn> take();
    /// Told after each step: when the planned steps are done it pauses and returns true, once.
    bool isFinishedBy(quint64 id, const AscentFrame& frame);
    /// The run failed: there is nothing to do for it any more.
    void fail(quint64 id);

private:
    enum class Phase
    {
        None,
        ToStart,
        Ready,
        ToEnd
    };

    std::mutex m_mutex;
    Phase m_phase = Phase::None;
    AscentTurn m_turn;
    bool m_running = false;
    bool m_pastPlan = false;
    int m_singleSteps = 0;
    bool m_closed = false;
};

} // namespace saliscope

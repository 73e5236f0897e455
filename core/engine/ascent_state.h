// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saliscope {

/// Where the ascent is, as the buttons need it.
enum class AscentState
{
    Idle,     ///< No picture.
    Running,  ///< Steps one after another.
    Paused,   ///< Has a picture, waits for resume or a single step.
    Finished, ///< The planned steps are done; resume goes on past them.
    Failed,   ///< The last start or step failed; the error was reported.
};

constexpr bool canStart(AscentState state)
{
    return state != AscentState::Running;
}
constexpr bool canPause(AscentState state)
{
    return state == AscentState::Running;
}
constexpr bool canResume(AscentState state)
{
    return state == AscentState::Paused || state == AscentState::Finished;
}
constexpr bool canStep(AscentState state)
{
    return canResume(state);
}
constexpr bool canStop(AscentState state)
{
    return state == AscentState::Running || canResume(state);
}
/// New parameters and targets apply to the running picture.
constexpr bool canChange(AscentState state)
{
    return canStop(state);
}

} // namespace saliscope

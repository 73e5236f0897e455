// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <mutex>
#include <optional>

#include "core/base/cancel_token.h"
#include "core/recipe/metric_info.h"
#include "core/recipe/recipe.h"

namespace saliscope {

/// The panels that ask for one answer at a time; each has its own running and pending job.
enum class JobKind
{
    Load,
    Predict,
    NoisyInput,
    Explain,
    Measure
};
inline constexpr std::size_t JobKindCount = 5;

struct Job
{
    JobKind kind = JobKind::Load;
    quint64 id = 0; ///< Increasing; never 0.
    Recipe recipe = {};
    Picture picture = {};
    int sample = 0;                   ///< Of a noisy input.
    QList<MetricRecipe> metrics = {}; ///< Of a measurement.
    CancelToken cancel = {};
    CancelToken enough = {}; ///< Set while a newer job waits: the first preview is then also the last.
};

/// True when the maps of both may stand in for each other for a moment: only parameters differ.
bool differsOnlyInParams(const Recipe& a, const Recipe& b);

/// For each kind one running and one pending job; the newest wins. Thread-safe.
class JobQueue
{
public:
    /// Makes `job` the pending one and asks the running one of its kind to stop: at once, or, when only
    /// parameters differ and there are previews, at the first one. A running job that asks for the same
    /// answers instead. Returns the id of the job that will answer.
    quint64 put(Job job);
    /// Asks the running job to stop. Returns true when a pending one was dropped, which then nobody answers.
    bool cancel(JobKind kind);
    /// The next pending job, kinds in turn; it is then the running one until finish().
    std::optional<Job> take();
    void finish(JobKind kind);
    /// Stops everything; nothing can be taken any more.
    void close();

private:
    struct Slot
    {
        std::optional<Job> running;
        std::optional<Job> pending;
    };
    Slot& slot(JobKind kind) { return m_slots[std::size_t(kind)]; }

    std::mutex m_mutex;
    std::array<Slot, JobKindCount> m_slots;
    std::size_t m_next = 0;
    bool m_closed = false;
};

} // namespace saliscope

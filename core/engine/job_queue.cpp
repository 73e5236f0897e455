// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/job_queue.h"

namespace saliscope {

bool differsOnlyInParams(const Recipe& a, const Recipe& b)
{
    Recipe same = a;
    same.params = b.params;
    return same == b;
}

quint64 JobQueue::put(Job job)
{
    const std::lock_guard lock(m_mutex);
    Slot& panel = slot(job.kind);
    if (panel.running) {
        const Job& running = *panel.running;
        const bool goesOn = !running.cancel.isCancelled() && !running.enough.isCancelled();
        if (goesOn && running.recipe == job.recipe && running.sample == job.sample &&
            running.metrics == job.metrics) {
            panel.pending.reset();
            return running.id;
        }
        if (job.kind != JobKind::Measure && differsOnlyInParams(running.recipe, job.recipe))
            running.enough.cancel();
        else
            running.cancel.cancel();
    }
    panel.pending = std::move(job);
    return panel.pending->id;
}

bool JobQueue::cancel(JobKind kind)
{
    const std::lock_guard lock(m_mutex);
    Slot& panel = slot(kind);
    if (panel.running)
        panel.running->cancel.cancel();
    const bool dropped = panel.pending.has_value();
    panel.pending.reset();
    return dropped;
}

std::optional<Job> JobQueue::take()
{
    const std::lock_guard lock(m_mutex);
    for (std::size_t i = 0; i < JobKindCount && !m_closed; ++i) {
        Slot& panel = m_slots[(m_next + i) % JobKindCount];
        if (!panel.pending)
            continue;
        m_next = (m_next + i + 1) % JobKindCount;
        panel.running = std::exchange(panel.pending, std::nullopt);
        return panel.running;
    }
    return std::nullopt;
}

void JobQueue::finish(JobKind kind)
{
    const std::lock_guard lock(m_mutex);
    slot(kind).running.reset();
}

void JobQueue::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    for (Slot& panel : m_slots) {
        if (panel.running)
            panel.running->cancel.cancel();
        panel.pending.reset();
    }
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "core/base/cancel_token.h"

namespace saliscope::test {

/// Lets a test decide how far a computation gets: while closed, pass() waits for a permit or for the job's
/// cancellation. Open at first. Thread-safe.
class Gate
{
public:
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_open = false;
        m_permits = 0;
    }
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    /// Lets `count` more through.
    void permit(int count = 1)
    {
        const std::lock_guard lock(m_mutex);
        m_permits += count;
        m_changed.notify_all();
    }

    /// Whether a computation waits here now.
    bool hasWaiter()
    {
        const std::lock_guard lock(m_mutex);
        return m_waiting;
    }

    /// False when cancelled.
    bool pass(const CancelToken& cancel)
    {
        std::unique_lock lock(m_mutex);
        m_waiting = true;
        // A token cannot wake a waiter, hence the short waits.
        while (!m_open && m_permits == 0 && !cancel.isCancelled())
            m_changed.wait_for(lock, std::chrono::milliseconds(1));
        m_waiting = false;
        if (cancel.isCancelled())
            return false;
        if (!m_open)
            --m_permits;
        return true;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = true;
    bool m_waiting = false;
    int m_permits = 0;
};

} // namespace saliscope::test

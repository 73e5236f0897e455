// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace saliscope::compute {

/// Threads in each of which libtorch, oneDNN and MKL compute on that thread alone: independent samples side
/// by side need no barrier inside an operator. Used from one thread.
class OneThreadWorkers
{
public:
    explicit OneThreadWorkers(int count);
    OneThreadWorkers(const OneThreadWorkers&) = delete;
    ~OneThreadWorkers();

    int count() const { return int(m_threads.size()); }
    /// Calls `task(i)` for every i < count() on worker i, and returns when all are done. Rethrows what the
    /// first of them threw.
    void run(const std::function<void(int)>& task);

private:
    void loop(int index);

    std::mutex m_mutex;
    std::condition_variable m_change;
    const std::function<void(int)>* m_task = nullptr;
    unsigned m_round = 0; ///< Which run() the task belongs to.
    int m_busy = 0;       ///< Workers that are not through with the round.
    bool m_ends = false;
    std::vector<std::exception_ptr> m_errors;
    std::vector<std::thread> m_threads;
};

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/one_thread_workers.h"

#include <ATen/Parallel.h>

namespace saliscope::compute {

OneThreadWorkers::OneThreadWorkers(int count)
    : m_busy(count)
    , m_errors(std::size_t(count))
{
    const int threads = at::get_num_threads();
    for (int i = 0; i < count; ++i)
        m_threads.emplace_back([this, i] { loop(i); });
    std::unique_lock lock(m_mutex);
    m_change.wait(lock, [this] { return m_busy == 0; });
    at::set_num_threads(threads); // What a worker sets for itself is also what new threads start with.
}

OneThreadWorkers::~OneThreadWorkers()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_change.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void OneThreadWorkers::run(const std::function<void(int)>& task)
{
    std::unique_lock lock(m_mutex);
    m_task = &task;
    m_busy = count();
    ++m_round;
    m_change.notify_all();
    m_change.wait(lock, [this] { return m_busy == 0; });
    for (std::exception_ptr& error : m_errors)
        if (error)
            std::rethrow_exception(std::exchange(error, nullptr));
}

void OneThreadWorkers::loop(int index)
{
    at::get_num_threads(); // The first call in a thread sets the number that all start with.
    at::set_num_threads(1);
    std::unique_lock lock(m_mutex);
    for (unsigned round = 0;;) {
        --m_busy;
        m_change.notify_all();
        m_change.wait(lock, [&] { return m_ends || m_round != round; });
        if (m_ends)
            return;
        round = m_round;
        lock.unlock();
        std::exception_ptr error;
        try {
            (*m_task)(index);
        } catch (...) {
            error = std::current_exception();
        }
        lock.lock();
        m_errors[std::size_t(index)] = error;
    }
}

} // namespace saliscope::compute

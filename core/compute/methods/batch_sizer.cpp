// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/batch_sizer.h"

#include <ATen/Parallel.h>

#include <QElapsedTimer>

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "core/compute/compute_error.h"
#include "core/compute/out_of_memory.h"

namespace saliscope::compute {

namespace {

constexpr int largestBatch = 64; // Nothing measured gets faster beyond.
/// For a fixed plan: two samples of a mobile network at 224 pixels.
constexpr double bytesPerFixedBatch = 2e8;
constexpr double bytesPerBatch = 1e9;
constexpr double secondsPerBatch = 0.2;
constexpr double worthwhile = 0.95;

/// Every activation of one sample: what a tape may hold at most.
double bytesPerSample(const Model& model)
{
    double numbers = 0;
    for (const Node& node : model.graph().nodes)
        for (const ValueId id : node.outputs)
            if (const auto& shape = model.graph().values[std::size_t(id)].shape; !shape.empty())
                numbers += double(std::abs(c10::multiply_integers(shape)));
    return numbers * double(model.tensorOptions().dtype().itemsize());
}

int batchLimit(const Model& model)
{
    if (!model.info().anyBatch)
        return 1;
    const double bytes = model.hasSameBitsInAnyBatch() ? bytesPerBatch : bytesPerFixedBatch;
    const double fitting = bytes / std::max(1.0, bytesPerSample(model));
    return std::clamp(int(std::min(fitting, double(largestBatch))), 1, largestBatch);
}

bool isShortOfMemory(const std::exception& error)
{
    const auto* known = dynamic_cast<const ComputeError*>(&error);
    return known ? known->error().code == ErrorCode::OutOfMemory : isOutOfMemory(error);
}

} // namespace

BatchSizer::BatchSizer(const Model& model)
    : m_limit(batchLimit(model))
    , m_current(model.hasSameBitsInAnyBatch() ? std::min(at::get_num_threads(), m_limit) : m_limit)
    , m_cheapest(std::numeric_limits<double>::infinity())
    , m_isClimbing(model.hasSameBitsInAnyBatch())
{}

int BatchSizer::next(int done, int requested) const
{
    return done == 0 ? 1 : std::min(m_current, requested - done);
}

void BatchSizer::took(int batch, double seconds)
{
    if (!m_isClimbing || batch != m_current) // The first and the last say nothing about it.
        return;
    const double perSample = seconds / batch;
    if (perSample < worthwhile * m_cheapest) {
        m_cheapest = perSample;
        m_best = batch;
    }
    const bool isWorthMore = m_best == batch && 2 * seconds < secondsPerBatch && 2 * batch <= m_limit;
    m_isClimbing = isWorthMore;
    m_current = isWorthMore ? 2 * batch : m_best;
}

bool BatchSizer::run(int batch, const std::function<void()>& work)
{
    QElapsedTimer timer;
    timer.start();
    try {
        work();
    } catch (const std::exception& error) {
        if (!isShortOfMemory(error) || !retreat(batch))
            throw;
        return false;
    }
    const double seconds = double(timer.nsecsElapsed()) * 1e-9;
    took(batch, seconds);
    m_seconds += seconds;
    return true;
}

bool BatchSizer::retreat(int batch)
{
    m_limit = m_current = std::max(1, batch / 2);
    m_isClimbing = false;
    return batch > 1;
}

void inBatches(const Model& model, int total, const CancelToken& cancel,
               const std::function<void(int first, int count)>& work)
{
    BatchSizer sizer(model);
    for (int done = 0; done < total;) {
        throwIfCancelled(cancel);
        const int count = sizer.next(done, total);
        if (sizer.run(count, [&] { work(done, count); }))
            done += count;
    }
}

} // namespace saliscope::compute

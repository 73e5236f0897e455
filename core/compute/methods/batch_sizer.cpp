// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/batch_sizer.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>

namespace saliscope::compute {

namespace {

constexpr double targetSeconds = 0.15;
constexpr int largestBatch = 64; // Nothing measured gets faster beyond.
constexpr double largestBytes = 1e9;

/// A quarter of the memory that is free now, at most 1 GB: other programs need some too.
double byteBudget()
{
    const double freeBytes = double(sysconf(_SC_AVPHYS_PAGES)) * double(sysconf(_SC_PAGESIZE));
    return std::min(freeBytes / 4, largestBytes);
}

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
    const double fitting = byteBudget() / std::max(1.0, bytesPerSample(model));
    return std::clamp(int(std::min(fitting, double(largestBatch))), 1, largestBatch);
}

} // namespace

BatchSizer::BatchSizer(const Model& model)
    : m_limit(batchLimit(model))
{}

void BatchSizer::measured(int batch, double seconds)
{
    const double fitting = targetSeconds * batch / std::max(seconds, 1e-6);
    // Growth is bounded, because the first batches are slower or faster than the rest.
    m_size = std::clamp(int(std::lround(std::min(fitting, 4.0 * batch))), 1, m_limit);
}

bool BatchSizer::retreat(int batch)
{
    m_limit = m_size = std::max(1, batch / 2);
    return batch > 1;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/batch_sizer.h"

#include <algorithm>
#include <cstdlib>

namespace saliscope::compute {

namespace {

constexpr int largestBatch = 64; // Nothing measured gets faster beyond.
/// Two samples of a mobile network at 224 pixels: no slower than more of them, and previews come often.
constexpr double bytesPerBatch = 2e8;

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
    const double fitting = bytesPerBatch / std::max(1.0, bytesPerSample(model));
    return std::clamp(int(std::min(fitting, double(largestBatch))), 1, largestBatch);
}

} // namespace

BatchSizer::BatchSizer(const Model& model)
    : m_limit(batchLimit(model))
{}

int BatchSizer::next(int done, int requested) const
{
    return done == 0 ? 1 : std::min(m_limit, requested - done);
}

bool BatchSizer::retreat(int batch)
{
    m_limit = std::max(1, batch / 2);
    return batch > 1;
}

} // namespace saliscope::compute

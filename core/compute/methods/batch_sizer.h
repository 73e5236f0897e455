// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/model/model.h"

namespace saliscope::compute {

/// Chooses how many samples go through the network at once: one at first, so that something is seen at once,
/// then as many as their activations allow. It never looks at the clock or at the memory that is free:
/// libtorch's kernels round differently at different batches, and the same seed must give the same map.
/// Models with a baked-in batch get one.
class BatchSizer
{
public:
    explicit BatchSizer(const Model& model);

    /// The next batch, when `done` of `requested` samples are there.
    int next(int done, int requested) const;
    /// After out of memory with `batch`: never as many again. False when it was a single sample.
    bool retreat(int batch);

private:
    int m_limit;
};

} // namespace saliscope::compute

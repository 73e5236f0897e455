// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/model/model.h"

namespace saliscope::compute {

/// Chooses how many samples go through the network at once: one at first, so that something is seen at once,
/// then as many as take about 150 ms, within the memory there is. Models with a baked-in batch get one.
class BatchSizer
{
public:
    explicit BatchSizer(const Model& model);

    /// The next batch, at most `remaining`.
    int next(int remaining) const { return std::min(m_size, remaining); }
    /// What a batch has taken.
    void measured(int batch, double seconds);
    /// After out of memory with `batch`: never as many again. False when it was a single sample.
    bool retreat(int batch);

private:
    int m_size = 1;
    int m_limit;
};

} // namespace saliscope::compute

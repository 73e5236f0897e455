// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/compute/model/model.h"

namespace saliscope::compute {

/// Chooses how many samples go through the network at once: one at first, so that something is seen at once.
/// Where a sample has the same bits in any batch, then one for every thread, and twice as many as long as
/// that makes a sample cheaper by a twentieth, takes no longer than 200 ms and fits into memory. Elsewhere as
/// many as their activations allow, whatever the clock says: libtorch's kernels round differently at
/// different batches, and the same seed must give the same map. Models with a baked-in batch get one.
class BatchSizer
{
public:
    explicit BatchSizer(const Model& model);

    /// The next batch, when `done` of `requested` samples are there.
    int next(int done, int requested) const;
    /// Runs the work of a batch and times it. False when it ran out of memory: then next() gives fewer. The
    /// failure of a single sample is thrown.
    bool run(int batch, const std::function<void()>& work);
    /// Of all batches so far.
    double seconds() const { return m_seconds; }

    /// What the last batch took.
    void took(int batch, double seconds);
    /// After out of memory with `batch`: never as many again. False when it was a single sample.
    bool retreat(int batch);

private:
    int m_limit;       ///< Never more.
    int m_current;     ///< The next batch.
    int m_best = 1;    ///< The one with the cheapest samples so far.
    double m_cheapest; ///< Seconds a sample took there.
    bool m_isClimbing; ///< Whether larger ones are still tried.
    double m_seconds = 0;
};

/// Does `total` things in batches that fit: `work(first, count)`, the first one alone. Looks at the token
/// between them.
void inBatches(const Model& model, int total, const CancelToken& cancel,
               const std::function<void(int first, int count)>& work);

} // namespace saliscope::compute

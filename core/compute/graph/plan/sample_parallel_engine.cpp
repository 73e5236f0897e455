// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/sample_parallel_engine.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <optional>

#include "core/compute/graph/plan/plan_engine.h"
#include "core/compute/one_thread_workers.h"

namespace saliscope::compute {

namespace {

using Tensors = std::vector<at::Tensor>;

class SampleParallelEngine final : public GradientEngine
{
public:
    explicit SampleParallelEngine(Graph planned)
        : m_graph(std::move(planned))
        , m_together(makePlanEngine(m_graph))
    {}

    Tensors forward(const at::Tensor& input, const std::vector<ValueId>& keep, bool withGradient,
                    const CancelToken& cancel) override
    {
        m_rows.clear();
        const int threads = at::get_num_threads();
        if (threads < 2 || input.size(0) < threads)
            return m_together->forward(input, keep, withGradient, cancel);
        prepare(threads);
        const Tensors parts = input.tensor_split(threads);
        for (const at::Tensor& part : parts)
            m_rows.push_back(part.size(0));
        return joined(
            [&](std::size_t i) { return m_engines[i]->forward(parts[i], keep, withGradient, cancel); });
    }

    Tensors backward(const Tensors& gradients, const std::vector<ValueId>& wrt,
                     const CancelToken& cancel) override
    {
        if (m_rows.empty())
            return m_together->backward(gradients, wrt, cancel);
        std::vector<Tensors> parts(m_rows.size(), Tensors(gradients.size()));
        for (std::size_t k = 0; k < gradients.size(); ++k) {
            if (!gradients[k].defined())
                continue;
            const Tensors pieces = gradients[k].split_with_sizes(m_rows);
            for (std::size_t i = 0; i < pieces.size(); ++i)
                parts[i][k] = pieces[i];
        }
        return joined([&](std::size_t i) { return m_engines[i]->backward(parts[i], wrt, cancel); });
    }

private:
    void prepare(int threads)
    {
        if (m_workers && m_workers->count() == threads)
            return;
        m_workers.emplace(threads);
        while (m_engines.size() < std::size_t(threads))
            m_engines.push_back(makePlanEngine(m_graph));
    }

    /// What `part` gives for every worker's samples, side by side again.
    Tensors joined(const std::function<Tensors(std::size_t)>& part)
    {
        std::vector<Tensors> parts(std::size_t(m_workers->count()));
        try {
            m_workers->run([&](int i) { parts[std::size_t(i)] = part(std::size_t(i)); });
        } catch (...) { // What the others kept for a backward that will not come goes with them.
            m_workers.reset();
            m_engines.clear();
            m_rows.clear();
            throw;
        }
        Tensors results;
        for (std::size_t k = 0; k < parts.front().size(); ++k) {
            Tensors pieces;
            for (const Tensors& one : parts)
                pieces.push_back(one[k]);
            results.push_back(at::cat(pieces));
        }
        return results;
    }

    Graph m_graph;
    std::unique_ptr<GradientEngine> m_together;
    std::vector<std::unique_ptr<GradientEngine>> m_engines; ///< One a worker.
    std::optional<OneThreadWorkers> m_workers;
    std::vector<int64_t> m_rows; ///< Samples of each worker in the last forward; empty: it ran together.
};

} // namespace

std::unique_ptr<GradientEngine> makeSampleParallelEngine(Graph planned)
{
    return std::make_unique<SampleParallelEngine>(std::move(planned));
}

} // namespace saliscope::compute

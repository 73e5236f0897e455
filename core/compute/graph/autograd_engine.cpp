// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/gradient_engine.h"

#include <algorithm>
#include <mutex>
#include <string_view>

#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/csrc/autograd/engine.h>
#include <torch/csrc/autograd/variable.h>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/graph/executor.h"
#include "core/compute/out_of_memory.h"

namespace saliscope::compute {

namespace {

using torch::autograd::Edge;
using torch::autograd::edge_list;

ComputeError noDerivative(const QString& which)
{
    return {
        ErrorCode::ModelUnsupported, u"The model has no gradient: %1 cannot be differentiated"_s.arg(which),
        u"Files that optimize_for_inference wrote and transformers traced with PyTorch's fast path contain "
        "operators that only compute forward."_s,
        u"Export the original model again: torch.export of the plain module in eval mode; for transformers "
        u"after "
        "torch.backends.mha.set_fastpath_enabled(False)."_s};
}

/// Operators that stop the gradient because the model asks for it.
bool stopsGradientOnPurpose(std::string_view name)
{
    const auto contains = [name](std::string_view part) { return name.find(part) != std::string_view::npos; };
    return contains("detach") || contains("_like") || contains("::new_") || contains("::heaviside");
}

/// The graph under libtorch's autograd. Gradients are taken at edges recorded while the graph runs, so that a
/// value which a later in-place operator overwrites still has the gradient of what it was.
class AutogradEngine final : public GradientEngine
{
public:
    explicit AutogradEngine(const Graph& graph)
        : m_graph(graph)
        , m_executor(graph)
    {
        // Custom operators without a derivative shall stop the gradient, which checkDerivatives() reports,
        // instead of a warning and zeros.
        static std::once_flag once;
        std::call_once(once, [] {
            using torch::autograd::AutogradFallbackMode;
            torch::autograd::setAutogradFallbackMode(AutogradFallbackMode::Nothing);
        });
    }

    std::vector<at::Tensor> forward(const at::Tensor& input, const std::vector<ValueId>& keep,
                                    bool withGradient, const CancelToken& cancel) override
    {
        release();
        const at::AutoGradMode mode(withGradient);
        at::Tensor x = input.detach();
        Executor::Observer observer;
        if (withGradient) {
            x.requires_grad_(true);
            m_records.resize(m_graph.values.size());
            record(m_graph.inputs.front(), x);
            observer = [this](const Node&, ValueId id, const at::Tensor& tensor) { record(id, tensor); };
        }
        const ValueMap values = m_executor.run({x}, keep, cancel, observer);
        std::vector<at::Tensor> results = tensorsOf(values, keep);
        if (withGradient) {
            m_kept = results;
            m_keptIds = keep;
        }
        for (at::Tensor& result : results)
            result = result.detach();
        return results;
    }

    std::vector<at::Tensor> backward(const std::vector<at::Tensor>& gradients,
                                     const std::vector<ValueId>& wrt, const CancelToken& cancel) override
    {
        if (gradients.size() != m_kept.size())
            throw ComputeError(ErrorCode::Internal, u"Backward was called without its forward"_s);
        struct Release // Whatever happens, the tape goes.
        {
            AutogradEngine& engine;
            ~Release() { engine.release(); }
        } release{*this};
        throwIfCancelled(cancel);
        *m_cancel = cancel;
        edge_list roots;
        std::vector<at::Tensor> seeds;
        std::vector<ValueId> ids;
        for (std::size_t i = 0; i < gradients.size(); ++i) {
            if (!gradients[i].defined())
                continue;
            ids.push_back(m_keptIds[i]);
            if (!m_kept[i].requires_grad())
                continue;
            roots.push_back(torch::autograd::impl::gradient_edge(m_kept[i]));
            seeds.push_back(gradients[i]);
        }
        checkDerivatives(ids);
        m_kept.clear();
        return differentiate(roots, seeds, wrt.empty() ? std::vector{m_graph.inputs.front()} : wrt);
    }

private:
    struct Record
    {
        Edge edge; ///< Invalid when the value does not depend on the input.
        std::vector<int64_t> sizes;
        at::TensorOptions options;
        bool isFloating = false;
    };

    void record(ValueId id, const at::Tensor& tensor)
    {
        Record& entry = m_records[std::size_t(id)];
        entry.sizes = tensor.sizes().vec();
        entry.options = tensor.options();
        entry.isFloating = tensor.is_floating_point();
        if (!tensor.requires_grad())
            return;
        entry.edge = torch::autograd::impl::gradient_edge(tensor);
        tensor.register_hook([cancel = m_cancel](const at::Tensor&) { throwIfCancelled(*cancel); });
    }

    /// Throws where an operator between the input and `roots` lost the gradient without meaning to: a part of
    /// the gradient, or all of it, would silently be missing.
    void checkDerivatives(const std::vector<ValueId>& roots) const
    {
        std::vector<char> isNeeded(m_graph.values.size());
        for (ValueId id : roots)
            isNeeded[std::size_t(id)] = 1;
        for (auto node = m_graph.nodes.rbegin(); node != m_graph.nodes.rend(); ++node) {
            const auto reaches = [&](ValueId id) { return isNeeded[std::size_t(id)] != 0; };
            if (std::none_of(node->outputs.begin(), node->outputs.end(), reaches))
                continue;
            if (losesGradient(*node))
                throw noDerivative(QString::fromStdString(node->op.name));
            forEachInput(*node, [&](ValueId id) { isNeeded[std::size_t(id)] = 1; });
        }
    }

    bool losesGradient(const Node& node) const
    {
        bool comesIn = false;
        bool goesOut = false;
        bool isFloating = false;
        forEachInput(node, [&](ValueId id) { comesIn |= m_records[std::size_t(id)].edge.is_valid(); });
        for (ValueId id : node.outputs) {
            const Record& entry = m_records[std::size_t(id)];
            goesOut |= entry.edge.is_valid();
            isFloating |= entry.isFloating;
        }
        return comesIn && !goesOut && isFloating && !stopsGradientOnPurpose(node.op.name);
    }

    std::vector<at::Tensor> differentiate(const edge_list& roots, const std::vector<at::Tensor>& seeds,
                                          const std::vector<ValueId>& wrt) const
    {
        edge_list targets;
        for (ValueId id : wrt)
            if (m_records[std::size_t(id)].edge.is_valid())
                targets.push_back(m_records[std::size_t(id)].edge);
        std::vector<at::Tensor> found(targets.size());
        if (!roots.empty() && !targets.empty())
            found = execute(roots, seeds, targets);
        std::vector<at::Tensor> results;
        auto next = found.begin();
        for (ValueId id : wrt) {
            const Record& entry = m_records[std::size_t(id)];
            at::Tensor gradient = entry.edge.is_valid() ? *next++ : at::Tensor();
            results.push_back(gradient.defined() ? gradient : at::zeros(entry.sizes, entry.options));
        }
        return results;
    }

    static std::vector<at::Tensor> execute(const edge_list& roots, const std::vector<at::Tensor>& seeds,
                                           const edge_list& targets)
    {
        try {
            return torch::autograd::Engine::get_default_engine().execute(roots, seeds, /*keep_graph=*/false,
                                                                         /*create_graph=*/false,
                                                                         /*accumulate_grad=*/false, targets);
        } catch (const ComputeError&) {
            throw;
        } catch (const std::exception& error) {
            if (isOutOfMemory(error))
                throw ComputeError(ErrorCode::OutOfMemory, u"There is not enough memory for the gradient"_s,
                                   {}, u"Use a smaller batch or a smaller picture."_s);
            const auto* plain = dynamic_cast<const c10::Error*>(&error); // Its what() ends in a backtrace.
            const QString text = QString::fromUtf8(plain ? plain->what_without_backtrace() : error.what());
            if (text.contains("not implemented"_L1) || text.contains("not registered"_L1))
                throw noDerivative(text.section(u'\n', 0, 0));
            throw ComputeError(ErrorCode::Internal, u"The gradient cannot be computed"_s, text);
        }
    }

    void release()
    {
        m_records.clear();
        m_kept.clear();
        m_keptIds.clear();
    }

    const Graph& m_graph;
    Executor m_executor;
    std::vector<Record> m_records;  ///< By value, of the last forward.
    std::vector<at::Tensor> m_kept; ///< Of the last forward, on the tape.
    std::vector<ValueId> m_keptIds;
    std::shared_ptr<CancelToken> m_cancel = std::make_shared<CancelToken>();
};

} // namespace

std::unique_ptr<GradientEngine> makeAutogradEngine(const Graph& graph)
{
    return std::make_unique<AutogradEngine>(graph);
}

} // namespace saliscope::compute

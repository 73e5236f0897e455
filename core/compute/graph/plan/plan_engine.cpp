// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/plan_engine.h"

#include <ATen/ATen.h>
#include <ATen/core/function_schema.h>

#include <algorithm>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/graph/aliases.h"
#include "core/compute/graph/executor.h"
#include "core/compute/graph/plan/lower.h"
#include "core/compute/graph/plan/rule.h"
#include "core/compute/out_of_memory.h"

namespace saliscope::compute {

namespace {

/// Operators through which nothing flows back, because their results are no numbers that vary with the input.
bool stopsGradient(const Node& node)
{
    const std::string& name = node.op.name;
    const auto contains = [&](const char* part) { return name.find(part) != std::string::npos; };
    if (!node.op.schema)
        return name != "list::unpack" && name != "prim::ListConstruct";
    const auto& returns = node.op.schema->returns();
    const bool givesTensors = std::any_of(returns.begin(), returns.end(), [](const c10::Argument& value) {
        return value.type()->isSubtypeOf(c10::TensorType::get()) ||
               value.type()->isSubtypeOf(c10::ListType::ofTensors());
    });
    return !givesTensors || contains("detach") || contains("_like") || contains("::new_") ||
           contains("::eq.") || contains("::ne.") || contains("::lt.") || contains("::le.") ||
           contains("::gt.") || contains("::ge.") || contains("::argmax") || contains("::argmin") ||
           contains("::logical_") || contains("::is");
}

/// By value, whether a gradient can flow from it to the input.
std::vector<char> dependsOn(const Graph& graph, const std::vector<ValueId>& sources)
{
    std::vector<char> depends(graph.values.size());
    for (const ValueId id : sources)
        depends[std::size_t(id)] = 1;
    for (const Node& node : graph.nodes) {
        bool flows = false;
        forEachInput(node, [&](ValueId id) { flows |= depends[std::size_t(id)] != 0; });
        if (flows && !stopsGradient(node))
            for (const ValueId id : node.outputs)
                depends[std::size_t(id)] = 1;
    }
    return depends;
}

bool isAny(const std::vector<char>& flags, const std::vector<ValueId>& ids)
{
    return std::any_of(ids.begin(), ids.end(), [&](ValueId id) { return flags[std::size_t(id)] != 0; });
}

/// A write in place into memory that a gradient flows through, or that somebody has read before, in words.
/// Masks that are filled on the way, whatever the input, are harmless.
QString harmfulWrite(const Graph& graph, const std::vector<char>& depends)
{
    const AliasSets aliases(graph);
    std::vector<char> flows(graph.values.size()); // By root.
    for (std::size_t id = 0; id < depends.size(); ++id)
        if (depends[id])
            flows[std::size_t(aliases.root(ValueId(id)))] = 1;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node& node = graph.nodes[i];
        const QString name = QString::fromStdString(node.op.name);
        for (const ValueId id : writtenValues(node))
            if (flows[std::size_t(aliases.root(id))])
                return u"%1 writes in place through a view"_s.arg(name);
        bool isWrittenLater = false;
        if (isAny(depends, node.outputs))
            forEachInput(node, [&](ValueId id) {
                isWrittenLater |= !depends[std::size_t(id)] && aliases.lastWrite(id) > int(i);
            });
        if (isWrittenLater)
            return u"%1 reads what is written in place later"_s.arg(name);
    }
    return {};
}

/// Whether an argument that the rule takes as fixed depends on the input.
bool variesWhereFixed(const Node& node, const Rule& rule, const std::vector<char>& depends)
{
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
        const ValueId* id = node.inputs[i].valueId();
        if ((rule.fixedArguments >> i & 1) && id && depends[std::size_t(*id)])
            return true;
    }
    return false;
}

/// One run's memory: what every node left for its backward.
class PlanEngine final : public GradientEngine
{
public:
    explicit PlanEngine(Graph graph)
        : m_graph(std::move(graph))
        , m_executor(m_graph)
        , m_depends(dependsOn(m_graph, m_graph.inputs))
        , m_prepared(m_graph.nodes.size())
        , m_producer(m_graph.values.size(), -1)
    {
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            const Node& node = m_graph.nodes[i];
            m_rules.push_back(isAny(m_depends, node.outputs) ? ruleFor(node) : nullptr);
            for (const ValueId id : node.outputs)
                m_producer[std::size_t(id)] = int(i);
        }
    }

    std::vector<at::Tensor> forward(const at::Tensor& input, const std::vector<ValueId>& keep,
                                    bool withGradient, const CancelToken& cancel) override
    {
        release();
        const at::AutoGradMode mode(false);
        Executor::Observer observer;
        Executor::Recorder recorder;
        if (withGradient) {
            m_saved.resize(m_graph.nodes.size());
            m_metas.resize(m_graph.values.size());
            markRegion(keep);
            observer = [this](const Node&, ValueId id, const at::Tensor& tensor) {
                recordOutput(id, tensor);
            };
            recorder = [this](std::size_t node, const torch::jit::Stack& arguments) {
                recordArguments(node, arguments);
            };
            m_metas[std::size_t(m_graph.inputs.front())] = TensorMeta::of(input);
        }
        ValueMap values;
        try {
            values = m_executor.run({input.detach()}, keep, cancel, observer, recorder);
        } catch (...) {
            release();
            throw;
        }
        if (withGradient)
            m_keptIds = keep;
        return tensorsOf(values, keep);
    }

    std::vector<at::Tensor> backward(const std::vector<at::Tensor>& gradients,
                                     const std::vector<ValueId>& wrt, const CancelToken& cancel) override
    {
        if (m_saved.empty() || gradients.size() != m_keptIds.size())
            throw ComputeError(ErrorCode::Internal, u"Backward was called without its forward"_s);
        struct Release // Whatever happens, what was kept goes.
        {
            PlanEngine& engine;
            ~Release() { engine.release(); }
        } release{*this};
        const at::AutoGradMode mode(false);
        return differentiate(gradients, wrt.empty() ? std::vector{m_graph.inputs.front()} : wrt, cancel);
    }

private:
    /// The nodes that `keep` depends on: only they leave something behind.
    void markRegion(const std::vector<ValueId>& keep)
    {
        m_isInRegion.assign(m_graph.nodes.size(), 0);
        std::vector<char> isNeeded(m_graph.values.size());
        for (const ValueId id : keep)
            isNeeded[std::size_t(id)] = 1;
        for (std::size_t i = m_graph.nodes.size(); i-- > 0;) {
            const Node& node = m_graph.nodes[i];
            if (!m_rules[i] || !isAny(isNeeded, node.outputs))
                continue;
            m_isInRegion[i] = 1;
            forEachInput(node, [&](ValueId id) { isNeeded[std::size_t(id)] = 1; });
        }
    }

    bool isActive(const Argument& argument) const
    {
        if (const ValueId* id = argument.valueId())
            return m_depends[std::size_t(*id)] != 0;
        const auto* list = argument.list();
        return list &&
               std::any_of(list->begin(), list->end(), [this](const Argument& a) { return isActive(a); });
    }

    bool isConstant(const Argument& argument) const
    {
        if (const ValueId* id = argument.valueId())
            return m_graph.constants.contains(*id);
        const auto* list = argument.list();
        return !list ||
               std::all_of(list->begin(), list->end(), [this](const Argument& a) { return isConstant(a); });
    }

    void recordArguments(std::size_t index, const torch::jit::Stack& arguments)
    {
        if (!m_isInRegion[index])
            return;
        const Node& node = m_graph.nodes[index];
        const Rule& rule = *m_rules[index];
        Saved& saved = m_saved[index];
        saved.inputs.resize(arguments.size());
        saved.outputs.resize(node.outputs.size());
        saved.results.resize(node.outputs.size());
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            saved.inputs[i] = metasOf(arguments[i]);
            const bool isRead =
                (rule.keptArguments >> i & 1) && (!rule.isProduct || hasActiveBesides(node, i));
            const bool isKept = isRead || isConstant(node.inputs[i]) || !holdsTensors(arguments[i]);
            saved.arguments.push_back(isKept ? arguments[i] : c10::IValue());
        }
    }

    static bool holdsTensors(const c10::IValue& value) { return value.isTensor() || value.isTensorList(); }

    static std::vector<TensorMeta> metasOf(const c10::IValue& value)
    {
        std::vector<TensorMeta> metas;
        if (value.isTensor() && value.toTensor().defined())
            metas.push_back(TensorMeta::of(value.toTensor()));
        else if (value.isTensorList())
            for (const at::Tensor& tensor : value.toTensorVector())
                metas.push_back(TensorMeta::of(tensor));
        return metas;
    }

    bool hasActiveBesides(const Node& node, std::size_t argument) const
    {
        for (std::size_t i = 0; i < node.inputs.size(); ++i)
            if (i != argument && isActive(node.inputs[i]))
                return true;
        return false;
    }

    void recordOutput(ValueId id, const at::Tensor& tensor)
    {
        m_metas[std::size_t(id)] = TensorMeta::of(tensor);
        const auto index = std::size_t(m_producer[std::size_t(id)]);
        if (!m_isInRegion[index])
            return;
        const std::vector<ValueId>& outputs = m_graph.nodes[index].outputs;
        const auto k = std::size_t(std::find(outputs.begin(), outputs.end(), id) - outputs.begin());
        m_saved[index].results[k] = m_metas[std::size_t(id)];
        if (m_rules[index]->keptOutputs >> k & 1)
            m_saved[index].outputs[k] = tensor;
    }

    std::vector<at::Tensor> differentiate(const std::vector<at::Tensor>& gradients,
                                          const std::vector<ValueId>& wrt, const CancelToken& cancel)
    {
        GradientSlots slots(m_graph.values.size());
        const std::vector<char> leadsToSource = dependsOn(m_graph, wrt);
        for (std::size_t id = 0; id < leadsToSource.size(); ++id)
            if (leadsToSource[id] && m_depends[id])
                slots.want(ValueId(id));
        for (std::size_t i = 0; i < gradients.size(); ++i)
            if (gradients[i].defined() && slots.isWanted(m_keptIds[i]))
                slots.add(m_keptIds[i], gradients[i]);
        int first = int(m_graph.nodes.size());
        for (const ValueId id : wrt)
            first = std::min(first, m_producer[std::size_t(id)]);

        std::vector<at::Tensor> results(wrt.size());
        const auto collect = [&](const std::vector<ValueId>& ids) { // Before a rule takes them.
            for (std::size_t i = 0; i < wrt.size(); ++i)
                if (!results[i].defined() && std::find(ids.begin(), ids.end(), wrt[i]) != ids.end())
                    results[i] = slots.sum(wrt[i]);
        };
        for (int i = int(m_graph.nodes.size()) - 1; i > first; --i) {
            const std::vector<ValueId>& outputs = m_graph.nodes[std::size_t(i)].outputs;
            throwIfCancelled(cancel);
            collect(outputs);
            if (m_isInRegion[std::size_t(i)] &&
                std::any_of(outputs.begin(), outputs.end(), [&](ValueId id) { return slots.isDefined(id); }))
                passBack(std::size_t(i), slots);
            m_saved[std::size_t(i)] = {};
        }
        collect(wrt);
        for (std::size_t i = 0; i < wrt.size(); ++i)
            if (!results[i].defined()) {
                const TensorMeta& meta = m_metas[std::size_t(wrt[i])];
                results[i] = at::zeros(meta.sizes, meta.options);
            }
        return results;
    }

    void passBack(std::size_t index, GradientSlots& slots)
    {
        const Node& node = m_graph.nodes[index];
        Frame frame(node, m_saved[index], slots, m_prepared[index]);
        try {
            m_rules[index]->backward(frame);
        } catch (const ComputeError&) {
            throw;
        } catch (const std::exception& error) {
            if (isOutOfMemory(error))
                throw ComputeError(ErrorCode::OutOfMemory, u"There is not enough memory for the gradient"_s,
                                   {}, u"Use a smaller batch or a smaller picture."_s);
            const auto* plain = dynamic_cast<const c10::Error*>(&error); // Its what() ends in a backtrace.
            throw ComputeError(
                ErrorCode::Internal, u"The gradient cannot be computed"_s,
                u"At %1 in “%2”: %3"_s.arg(
                    QString::fromStdString(node.op.name), QString::fromStdString(node.modulePath),
                    QString::fromUtf8(plain ? plain->what_without_backtrace() : error.what())));
        }
    }

    void release()
    {
        m_saved.clear();
        m_metas.clear();
        m_keptIds.clear();
    }

    Graph m_graph;
    Executor m_executor;
    std::vector<char> m_depends;      ///< By value: on the input.
    std::vector<const Rule*> m_rules; ///< By node; null where nothing flows.
    std::vector<std::any> m_prepared; ///< By node: what its rule made of the weights.
    std::vector<int> m_producer;      ///< By value: the node that makes it, or -1.
    std::vector<char> m_isInRegion;   ///< By node, of the last forward.
    std::vector<Saved> m_saved;       ///< By node, of the last forward.
    std::vector<TensorMeta> m_metas;  ///< By value, of the last forward.
    std::vector<ValueId> m_keptIds;
};

} // namespace

Graph planned(Graph graph, const Keep& keep)
{
    return fuseConvolutions(fuseNorms(lower(std::move(graph), keep), keep), keep);
}

QString planObstacle(const Graph& graph, const Keep& keep)
{
    const std::vector<char> depends = dependsOn(graph, graph.inputs);
    if (const QString write = harmfulWrite(graph, depends); !write.isEmpty())
        return write;
    std::vector<char> isNeeded(graph.values.size());
    for (const auto& ids : {graph.outputs, keep})
        for (const ValueId id : ids)
            isNeeded[std::size_t(id)] = 1;
    QString obstacle;
    for (std::size_t i = graph.nodes.size(); i-- > 0;) {
        const Node& node = graph.nodes[i];
        const QString name = QString::fromStdString(node.op.name);
        if (!isAny(isNeeded, node.outputs) || !isAny(depends, node.outputs))
            continue;
        const Rule* rule = ruleFor(node);
        if (!rule)
            obstacle = u"%1 has no rule"_s.arg(name);
        else if (variesWhereFixed(node, *rule, depends))
            obstacle = u"%1 has weights that vary with the input"_s.arg(name);
        forEachInput(node, [&](ValueId id) { isNeeded[std::size_t(id)] = 1; });
    }
    return obstacle;
}

std::unique_ptr<GradientEngine> makePlanEngine(Graph planned)
{
    return std::make_unique<PlanEngine>(std::move(planned));
}

} // namespace saliscope::compute

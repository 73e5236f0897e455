// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <algorithm>

#include "core/compute/graph/passes/inference_norm.h"
#include "core/compute/graph/passes/rewrite.h"
#include "core/compute/graph/passes/sole_readers.h"
#include "core/compute/graph/plan/lower.h"
#include "core/compute/graph/plan/norm_relu.h"

namespace saliscope::compute {

namespace {

class Fusion
{
public:
    Fusion(Graph graph, const Keep& keep)
        : m_graph(std::move(graph))
        , m_readers(m_graph, keep)
        , m_isProtected(protectedValues(m_graph, keep))
        , m_producer(m_graph.values.size(), -1)
        , m_isErased(m_graph.nodes.size())
    {
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i)
            for (const ValueId id : m_graph.nodes[i].outputs)
                m_producer[std::size_t(id)] = int(i);
    }

    Graph result()
    {
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i)
            if (const auto norm = inferenceNorm(m_graph, m_graph.nodes[i]))
                if (const auto relu = reluBehind(m_graph.nodes[i]))
                    fuse(i, *relu, *norm);
        eraseNodes(m_graph, m_isErased);
        return std::move(m_graph);
    }

private:
    std::optional<std::size_t> reluBehind(const Node& norm) const
    {
        const auto reader = m_readers.of(norm.outputs.front());
        const bool isRelu = reader && m_graph.nodes[*reader].op.name == "aten::relu";
        const bool hasOthers = std::any_of(norm.outputs.begin() + 1, norm.outputs.end(),
                                           [this](ValueId id) { return isNeeded(id); });
        return isRelu && !hasOthers ? reader : std::nullopt;
    }

    bool isNeeded(ValueId id) const
    {
        const auto reads = [&](const Node& node) {
            bool isRead = false;
            forEachInput(node, [&](ValueId input) { isRead |= input == id; });
            return isRead;
        };
        return m_isProtected.contains(id) || std::any_of(m_graph.nodes.begin(), m_graph.nodes.end(), reads);
    }

    void fuse(std::size_t index, std::size_t relu, const InferenceNorm& norm)
    {
        Node& node = m_graph.nodes[index];
        const at::ScalarType type = constantTensor(m_graph, node.inputs[3])->scalar_type();
        const auto constant = [&](const char* name, const at::Tensor& numbers) {
            return Argument{addConstant(m_graph, node.modulePath + name, numbers.to(type))};
        };
        node.inputs = {
            {partsOf(node.inputs.front())}, constant(".scale", norm.scale), constant(".shift", norm.shift)};
        node.op = normReluOperator();
        node.outputs = {m_graph.nodes[relu].outputs.front()};
        m_isErased[relu] = 1;
    }

    /// What is concatenated along the channels for this norm alone, or the norm's argument.
    std::vector<Argument> partsOf(const Argument& argument)
    {
        const ValueId* id = argument.valueId();
        const int producer = id ? m_producer[std::size_t(*id)] : -1;
        if (producer < 0 || !m_readers.of(*id))
            return {argument};
        const Node& join = m_graph.nodes[std::size_t(producer)];
        if ((join.op.name != "aten::cat" && join.op.name != "aten::concat") || !join.inputs.front().list() ||
            !join.inputs[1].constant() || join.inputs[1].constant()->toInt() != 1)
            return {argument};
        const std::vector<Argument> parts = *join.inputs.front().list();
        std::set<ValueId> ids;
        for (const Argument& part : parts)
            if (const ValueId* value = part.valueId(); !value || !ids.insert(*value).second)
                return {argument};
        m_isErased[std::size_t(producer)] = 1;
        return parts;
    }

    Graph m_graph;
    SoleReaders m_readers;
    std::set<ValueId> m_isProtected;
    std::vector<int> m_producer;
    std::vector<char> m_isErased;
};

} // namespace

Graph fuseNorms(Graph graph, const Keep& keep)
{
    return Fusion(std::move(graph), keep).result();
}

} // namespace saliscope::compute

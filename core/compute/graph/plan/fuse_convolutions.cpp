// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>

#include <algorithm>

#include "core/compute/graph/passes/rewrite.h"
#include "core/compute/graph/passes/sole_readers.h"
#include "core/compute/graph/plan/convolution_call.h"
#include "core/compute/graph/plan/lower.h"
#include "core/compute/graph/plan/one_dnn.h"

namespace saliscope::compute {

namespace {

using Scalars = c10::List<std::optional<at::Scalar>>;

/// An activation that reads nothing but its input, by oneDNN's name.
struct Activation
{
    std::string name = "none";
    Scalars scalars;
};

std::optional<Activation> activationOf(const Node& node)
{
    if (node.op.name == "aten::relu")
        return Activation{"relu", Scalars()};
    if (node.op.name != "aten::hardtanh" || !node.inputs[1].constant() || !node.inputs[2].constant())
        return {};
    Activation activation{"hardtanh", Scalars()};
    activation.scalars.push_back(node.inputs[1].constant()->toScalar());
    activation.scalars.push_back(node.inputs[2].constant()->toScalar());
    return activation;
}

/// A 2-D convolution of a float32 weight on the CPU, with all its numbers known.
std::optional<ConvolutionCall> plainConvolution(const Graph& graph, const Node& node)
{
    if (!isConvolutionName(node.op.name) || node.op.name.starts_with("mkldnn::"))
        return {};
    const at::Tensor* weight = constantTensor(graph, node.inputs[1]);
    const bool isKnown = std::all_of(node.inputs.begin() + 3, node.inputs.end(),
                                     [](const Argument& given) { return given.constant() != nullptr; });
    if (!weight || !isKnown || weight->dim() != 4 || weight->scalar_type() != at::kFloat ||
        !weight->device().is_cpu())
        return {};
    auto call = convolutionCall(
        node.op.name, [&](std::size_t i) { return *node.inputs[i].constant(); }, weight->sizes());
    return call && !call->isTransposed ? call : std::nullopt;
}

class Fusion
{
public:
    Fusion(Graph graph, const Keep& keep)
        : m_graph(std::move(graph))
        , m_readers(m_graph, keep)
        , m_isErased(m_graph.nodes.size())
    {}

    Graph result()
    {
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i)
            if (const auto call = plainConvolution(m_graph, m_graph.nodes[i]))
                fuse(i, *call);
        eraseNodes(m_graph, m_isErased);
        return std::move(m_graph);
    }

private:
    void fuse(std::size_t index, const ConvolutionCall& call)
    {
        Node convolution = m_graph.nodes[index];
        pack(convolution, call);
        std::size_t last = index;
        std::optional<Argument> other;
        if (const auto reader = readerOf(convolution.outputs.front()))
            if (const auto addend = addendOf(*reader, convolution.outputs.front())) {
                other = addend;
                last = *reader;
            }
        Activation activation;
        if (const auto reader = readerOf(m_graph.nodes[last].outputs.front()))
            if (const auto found = activationOf(m_graph.nodes[*reader])) {
                activation = *found;
                last = *reader;
            }
        Node fused =
            other ? sum(convolution, call, *other, activation) : plain(convolution, call, activation);
        fused.outputs = {m_graph.nodes[last].outputs.front()};
        for (std::size_t i = index; i < last; ++i) // What was merged: it feeds only the next of them.
            if (i == index || reads(i, convolution.outputs.front()))
                m_isErased[i] = 1;
        m_graph.nodes[last] = std::move(fused);
    }

    /// Lets the node read its weight packed, where the size of its input is known.
    void pack(Node& convolution, const ConvolutionCall& call)
    {
        const ValueId* input = convolution.inputs.front().valueId();
        const auto& shape = m_graph.values[std::size_t(input ? *input : 0)].shape;
        const at::Tensor weight = *constantTensor(m_graph, convolution.inputs[1]);
        if (input && shape.size() == 4 && shape.front() > 0)
            convolution.inputs[1] = {addConstant(m_graph, convolution.modulePath + ".weight (packed)",
                                                 packed(weight, call, shape))};
    }

    /// The one node that reads a value, unless it was merged into another already.
    std::optional<std::size_t> readerOf(ValueId id) const
    {
        const auto reader = m_readers.of(id);
        return reader && !m_isErased[*reader] ? reader : std::nullopt;
    }

    bool reads(std::size_t node, ValueId id) const
    {
        bool isRead = false;
        forEachInput(m_graph.nodes[node], [&](ValueId input) { isRead |= input == id; });
        return isRead;
    }

    /// What a node adds to `id`, of the same shape and without a factor.
    std::optional<Argument> addendOf(std::size_t node, ValueId id) const
    {
        const Node& add = m_graph.nodes[node];
        if (add.op.name != "aten::add.Tensor" || !add.inputs[2].constant() ||
            !add.inputs[2].constant()->toScalar().equal(1))
            return {};
        const bool isFirst = add.inputs[0].valueId() && *add.inputs[0].valueId() == id;
        const ValueId* other = add.inputs[isFirst ? 1 : 0].valueId();
        const auto& shape = m_graph.values[std::size_t(id)].shape;
        if (!other || shape.size() != 4 || m_graph.values[std::size_t(*other)].shape != shape ||
            m_graph.constants.contains(*other))
            return {};
        return Argument{*other};
    }

    static Node base(const Node& convolution, const char* overload)
    {
        Node node;
        node.op = dispatcherOperator("mkldnn::_convolution_pointwise", overload);
        node.modulePath = convolution.modulePath;
        node.moduleType = convolution.moduleType;
        return node;
    }

    static Node plain(const Node& convolution, const ConvolutionCall& call, const Activation& activation)
    {
        Node node = base(convolution, "");
        const auto& [x, w, b] = std::tie(convolution.inputs[0], convolution.inputs[1], convolution.inputs[2]);
        node.inputs = {x,
                       w,
                       b,
                       {c10::IValue(call.padding)},
                       {c10::IValue(call.stride)},
                       {c10::IValue(call.dilation)},
                       {c10::IValue(call.groups)},
                       {c10::IValue(activation.name)},
                       {c10::IValue(activation.scalars)},
                       {c10::IValue(std::string())}};
        return node;
    }

    static Node sum(const Node& convolution, const ConvolutionCall& call, const Argument& other,
                    const Activation& activation)
    {
        Node node = base(convolution, "binary");
        const bool isBare = activation.name == "none";
        node.inputs = {convolution.inputs[0],
                       other,
                       convolution.inputs[1],
                       convolution.inputs[2],
                       {c10::IValue(call.padding)},
                       {c10::IValue(call.stride)},
                       {c10::IValue(call.dilation)},
                       {c10::IValue(call.groups)},
                       {c10::IValue("add")},
                       {c10::IValue(1.0)},
                       {isBare ? c10::IValue() : c10::IValue(activation.name)},
                       {c10::IValue(activation.scalars)},
                       {c10::IValue()}};
        return node;
    }

    Graph m_graph;
    SoleReaders m_readers;
    std::vector<char> m_isErased;
};

} // namespace

Graph fuseConvolutions(Graph graph, const Keep& keep)
{
    return Fusion(std::move(graph), keep).result();
}

} // namespace saliscope::compute

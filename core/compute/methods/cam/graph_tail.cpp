// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/cam/graph_tail.h"

#include <algorithm>
#include <set>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/graph/aliases.h"
#include "core/compute/graph/passes/rewrite.h"

namespace saliscope::compute {

namespace {

bool isAnyOf(const std::vector<char>& flags, const std::vector<ValueId>& ids)
{
    return std::any_of(ids.begin(), ids.end(), [&](ValueId id) { return flags[std::size_t(id)] != 0; });
}

/// By value, whether it follows from `source`.
std::vector<char> followersOf(const Graph& graph, ValueId source)
{
    std::vector<char> follows(graph.values.size());
    follows[std::size_t(source)] = 1;
    for (const Node& node : graph.nodes) {
        bool reads = false;
        forEachInput(node, [&](ValueId id) { reads |= follows[std::size_t(id)] != 0; });
        for (const ValueId id : node.outputs)
            follows[std::size_t(id)] = char(reads || id == source);
    }
    return follows;
}

void refuseLaterWrites(const Graph& graph, const std::set<ValueId>& ids, int firstNode)
{
    const AliasSets aliases(graph);
    for (const ValueId id : ids)
        if (firstNode >= 0 && aliases.lastWrite(id) >= firstNode)
            throw ComputeError(ErrorCode::ModelUnsupported, u"The model cannot be run from this layer on"_s,
                               u"A later operator writes in place into what lies before the layer."_s,
                               u"Choose another layer."_s);
}

} // namespace

GraphTail graphTail(const Graph& graph, ValueId from, ValueId to)
{
    const std::vector<char> follows = followersOf(graph, from);
    std::vector<char> isNeeded(graph.values.size());
    isNeeded[std::size_t(to)] = 1;
    std::set<ValueId> before;
    const auto need = [&](ValueId id) {
        isNeeded[std::size_t(id)] = 1;
        if (!follows[std::size_t(id)] && !graph.constants.contains(id))
            before.insert(id);
    };
    need(to);
    std::vector<char> isErased(graph.nodes.size(), 1);
    int first = -1;
    for (std::size_t i = graph.nodes.size(); i-- > 0;) {
        const std::vector<ValueId>& outputs = graph.nodes[i].outputs;
        if (!isAnyOf(isNeeded, outputs) || !isAnyOf(follows, outputs) ||
            std::find(outputs.begin(), outputs.end(), from) != outputs.end())
            continue;
        isErased[i] = 0;
        first = int(i);
        forEachInput(graph.nodes[i], need);
    }
    std::set<ValueId> read = before;
    read.insert(from);
    refuseLaterWrites(graph, read, first);
    GraphTail tail{graph, {before.begin(), before.end()}};
    eraseNodes(tail.graph, isErased);
    tail.graph.inputs = {from};
    tail.graph.outputs = {to};
    std::erase_if(tail.graph.constants,
                  [&](const auto& entry) { return !isNeeded[std::size_t(entry.first)]; });
    return tail;
}

TailRunner::TailRunner(Model& model, ValueId from, ValueId to, const at::Tensor& image)
    : m_whole(model.graph({from, to}))
    , m_tail(graphTail(m_whole, from, to))
    , m_image(image)
{}

void TailRunner::prepare(int64_t rows, const CancelToken& cancel)
{
    if (m_executor && (rows == m_rows || m_tail.before.empty()))
        return;
    m_executor.reset();
    m_ready = m_tail.graph;
    if (!m_tail.before.empty()) {
        const at::Tensor copies =
            m_image.expand({rows, -1, -1, -1}).contiguous(at::MemoryFormat::ChannelsLast);
        for (const auto& [id, value] : Executor(m_whole).run({copies}, m_tail.before, cancel))
            if (value.isTensor())
                m_ready.constants[id] = value.toTensor();
            else
                replaceReads(m_ready, id, Argument{value});
    }
    m_executor.emplace(m_ready);
    m_rows = rows;
}

at::Tensor TailRunner::run(const at::Tensor& layerValues, const CancelToken& cancel)
{
    const at::NoGradGuard noGrad;
    prepare(layerValues.size(0), cancel);
    const std::vector<ValueId>& outputs = m_tail.graph.outputs;
    return tensorsOf(m_executor->run({layerValues}, outputs, cancel), outputs).front();
}

} // namespace saliscope::compute

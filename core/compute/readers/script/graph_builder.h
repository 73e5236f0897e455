// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/readers/script/script_value.h"

namespace saliscope::compute {

/// The module a node comes from.
struct ModuleScope
{
    std::string path;
    std::string type;
};

/// Appends nodes to a graph while running them on an example, so that every value's shape is known as the
/// graph grows. Operators whose inputs are all constant leave no node.
class GraphBuilder
{
public:
    explicit GraphBuilder(Graph& graph)
        : m_graph(graph)
    {}

    ScriptValue addInput(const std::string& name, const at::Tensor& example);
    /// The value of `op` on `inputs`; `names` has one name per output.
    std::vector<ScriptValue> apply(const Operator& op, const std::vector<ScriptValue>& inputs,
                                   const std::vector<std::string>& names, const ModuleScope& scope);
    /// The `count` elements of the list or tuple `whole`, a value of the graph.
    std::vector<ScriptValue> applyUnpack(const ScriptValue& whole, std::size_t count,
                                         const ModuleScope& scope);
    /// The id of `value`, a tensor; constants become constants of the graph.
    ValueId valueId(const ScriptValue& value);

private:
    ValueId addValue(const std::string& name, const c10::IValue& example);
    ValueId constantId(const at::Tensor& tensor, const std::string& name);
    Argument argument(const ScriptValue& value);
    ScriptValue materialised(const ScriptValue& value, const ModuleScope& scope);

    Graph& m_graph;
    /// By identity. The tensor is kept: a dead one's address would be given to another.
    std::map<const at::TensorImpl*, std::pair<at::Tensor, ValueId>> m_constantIds;
};

} // namespace saliscope::compute

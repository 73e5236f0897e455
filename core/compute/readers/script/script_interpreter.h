// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/csrc/jit/ir/ir.h>

#include <unordered_map>

#include "core/compute/readers/script/graph_builder.h"

namespace saliscope::compute {

/// Evaluates a TorchScript function as far as it does not depend on the picture and writes down the rest as
/// graph nodes: calls are inlined, branches and loops decided by constants or by the example's shape, lists
/// and tuples dissolved. Throws ComputeError for what depends on the pixels or has no ATen operator.
class ScriptInterpreter
{
public:
    explicit ScriptInterpreter(GraphBuilder& builder)
        : m_builder(builder)
    {}

    /// Calls the method `name` of `module` and returns what it returns.
    ScriptValue callMethod(const ScriptValue& module, const std::string& name,
                           std::vector<ScriptValue> arguments);

private:
    using Frame = std::unordered_map<const torch::jit::Value*, ScriptValue>;
    using Values = std::vector<ScriptValue>;
    using Handler = Values (ScriptInterpreter::*)(const torch::jit::Node&, Frame&, Values);

    Values callFunction(const torch::jit::Function& function, Values arguments);
    Values runBlock(const torch::jit::Block& block, Frame& frame);
    void runNode(const torch::jit::Node& node, Frame& frame);
    Values runOperator(const torch::jit::Node& node, const Values& inputs);
    bool decideCondition(const torch::jit::Node& node, const ScriptValue& condition) const;

    static const std::unordered_map<c10::Symbol, Handler>& handlers();
    Values constant(const torch::jit::Node& node, Frame&, Values inputs);
    Values getAttribute(const torch::jit::Node& node, Frame&, Values inputs);
    Values setAttribute(const torch::jit::Node& node, Frame&, Values inputs);
    Values methodCall(const torch::jit::Node& node, Frame&, Values inputs);
    Values functionCall(const torch::jit::Node& node, Frame&, Values inputs);
    Values branch(const torch::jit::Node& node, Frame& frame, Values inputs);
    Values loop(const torch::jit::Node& node, Frame& frame, Values inputs);
    Values raise(const torch::jit::Node& node, Frame&, Values inputs);
    Values construct(const torch::jit::Node& node, Frame&, Values inputs);
    Values constructDictionary(const torch::jit::Node& node, Frame&, Values inputs);
    Values unpack(const torch::jit::Node& node, Frame&, Values inputs);
    Values tupleIndex(const torch::jit::Node& node, Frame&, Values inputs);
    Values item(const torch::jit::Node& node, Frame&, Values inputs);
    Values setItem(const torch::jit::Node& node, Frame&, Values inputs);
    Values append(const torch::jit::Node& node, Frame&, Values inputs);
    Values length(const torch::jit::Node& node, Frame&, Values inputs);
    Values passThrough(const torch::jit::Node& node, Frame&, Values inputs);
    Values isInstance(const torch::jit::Node& node, Frame&, Values inputs);
    Values decide(const torch::jit::Node& node, Frame&, Values inputs);
    Values gradientsAreOn(const torch::jit::Node& node, Frame&, Values inputs);
    Values nothing(const torch::jit::Node& node, Frame&, Values inputs);

    GraphBuilder& m_builder;
    ModuleScope m_scope;
    std::map<std::string, ScriptValue> m_writtenAttributes; ///< By dotted path.
};

} // namespace saliscope::compute

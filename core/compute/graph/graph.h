// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace saliscope::compute {

/// Index into Graph::values. Stable across passes: a tap named before a pass names the same numbers after it.
using ValueId = int;

/// One input of a node: another value, a constant, or a list whose elements are again arguments.
struct Argument
{
    std::variant<ValueId, c10::IValue, std::vector<Argument>> content;

    const ValueId* valueId() const { return std::get_if<ValueId>(&content); }
    const c10::IValue* constant() const { return std::get_if<c10::IValue>(&content); }
    const std::vector<Argument>* list() const { return std::get_if<std::vector<Argument>>(&content); }
};

/// What a node does: an ATen operator through the dispatcher, or a small function on plain numbers (sizes).
/// `schema` tells the argument types; it is null for functions that take their arguments as they come.
struct Operator
{
    std::string name; ///< "aten::conv2d" or "aten::add.Tensor": with overload where there is one.
    const c10::FunctionSchema* schema = nullptr;
    std::function<void(torch::jit::Stack&)> call;
};

struct Node
{
    Operator op;
    std::vector<Argument> inputs;
    std::vector<ValueId> outputs;
    std::string modulePath; ///< Dotted path of the module it came from; empty at the top.
    std::string moduleType; ///< "torchvision.ops.misc.Conv2dNormActivation", where the file says so.
};

struct Value
{
    std::string name;
    std::vector<int64_t>
        shape; ///< Of one example, batch first; empty until a run has shown it or for non-tensors.
};

/// A model as a straight program: ATen operators in order, their values and the constants they read.
/// Copyable; constants share storage. Passes are pure functions Graph -> Graph that leave outputs and
/// gradients unchanged.
struct Graph
{
    std::vector<Value> values;
    std::vector<Node> nodes;
    std::map<ValueId, at::Tensor> constants; ///< Weights, buffers and literals; never require gradients.
    std::vector<ValueId> inputs;
    std::vector<ValueId> outputs;
    std::vector<int64_t>
        inputShape;        ///< Of the first input, -1 for any batch; empty when the file does not say.
    bool anyBatch = false; ///< False: batch 1 is baked in.
};

/// The named ATen operator ("aten::conv2d", overload "") or a ModelUnsupported error that names it.
Operator dispatcherOperator(const std::string& name, const std::string& overload);

/// Throws for the operators of PyTorch's own set that open or write files, without their overload: a model is
/// data.
void refuseFileAccess(const std::string& name);

/// Every value the node reads, lists included.
void forEachInput(const Node& node, const std::function<void(ValueId)>& visit);

} // namespace saliscope::compute

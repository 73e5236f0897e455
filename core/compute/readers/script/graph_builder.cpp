// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/readers/script/graph_builder.h"

#include <ATen/core/function_schema.h>

#include <algorithm>
#include <array>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/graph/plain_operators.h"

namespace saliscope::compute {

namespace {

/// Results of these follow from shape, dtype and device even when the tensor they look at does not.
bool looksAtShapeOnly(const std::string& name)
{
    static constexpr std::array names{
        "aten::size",    "aten::size.int",   "aten::len.Tensor",  "aten::numel",  "aten::stride",
        "aten::is_cuda", "prim::dtype",      "prim::device",      "prim::layout", "prim::is_cuda",
        "prim::is_cpu",  "aten::get_device", "aten::sym_size.int"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The first input that `op` writes into, or -1.
int writtenInput(const Operator& op)
{
    const auto& arguments = op.schema->arguments();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i].alias_info() && arguments[i].alias_info()->isWrite())
            return int(i);
    }
    return -1;
}

/// Writing into it would be lost, or be seen by the next run.
bool isFixed(const ScriptValue& value)
{
    return value.isConstant() || value.isContainer();
}

torch::jit::Stack runOnExample(const Operator& op, const std::vector<ScriptValue>& inputs)
{
    torch::jit::Stack stack;
    for (const ScriptValue& input : inputs)
        stack.push_back(input.example());
    op.call(stack);
    return stack;
}

std::vector<ScriptValue> constants(torch::jit::Stack values)
{
    std::vector<ScriptValue> results;
    for (c10::IValue& value : values)
        results.push_back(ScriptValue::constant(std::move(value)));
    return results;
}

} // namespace

ScriptValue GraphBuilder::addInput(const std::string& name, const at::Tensor& example)
{
    const ValueId id = addValue(name, example);
    m_graph.inputs.push_back(id);
    return ScriptValue::dynamic(id, example, Dependence::Data);
}

std::vector<ScriptValue> GraphBuilder::apply(const Operator& op, const std::vector<ScriptValue>& inputs,
                                             const std::vector<std::string>& names, const ModuleScope& scope)
{
    Dependence dependence = Dependence::None;
    for (const ScriptValue& input : inputs)
        dependence = std::max(dependence, input.dependence());
    if (dependence == Dependence::None)
        return constants(runOnExample(op, inputs));

    const int written = op.schema ? writtenInput(op) : -1;
    if (written >= 0 && isFixed(inputs[std::size_t(written)])) {
        throw ComputeError(
            ErrorCode::ModelUnsupported, u"The model writes into a constant"_s,
            u"%1 in %2"_s.arg(QString::fromStdString(op.name), QString::fromStdString(scope.path)),
            u"Export the model with torch.export.export, which makes such writes functional."_s);
    }
    if (looksAtShapeOnly(op.name))
        dependence = Dependence::Shape;

    Node node{op, {}, {}, scope.path, scope.type};
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const bool takesAnyList = op.schema && i < op.schema->arguments().size() &&
                                  op.schema->arguments()[i].type()->hasFreeVariables();
        node.inputs.push_back(argument(takesAnyList ? materialised(inputs[i], scope) : inputs[i]));
    }
    std::vector<ScriptValue> results;
    torch::jit::Stack outputs = runOnExample(op, inputs);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        node.outputs.push_back(addValue(i < names.size() ? names[i] : std::string(), outputs[i]));
        results.push_back(ScriptValue::dynamic(node.outputs.back(), std::move(outputs[i]), dependence));
    }
    m_graph.nodes.push_back(std::move(node));
    return results;
}

std::vector<ScriptValue> GraphBuilder::applyUnpack(const ScriptValue& whole, std::size_t count,
                                                   const ModuleScope& scope)
{
    return apply(unpackListOperator(count), {whole}, {}, scope);
}

ValueId GraphBuilder::valueId(const ScriptValue& value)
{
    return value.isDynamic() ? value.id() : constantId(value.example().toTensor(), value.path());
}

ValueId GraphBuilder::addValue(const std::string& name, const c10::IValue& example)
{
    Value value{name, {}};
    if (example.isTensor() && example.toTensor().defined())
        value.shape = example.toTensor().sizes().vec();
    m_graph.values.push_back(std::move(value));
    return ValueId(m_graph.values.size()) - 1;
}

ValueId GraphBuilder::constantId(const at::Tensor& tensor, const std::string& name)
{
    const auto [entry, isNew] = m_constantIds.try_emplace(tensor.unsafeGetTensorImpl(), tensor, -1);
    ValueId& id = entry->second.second;
    if (isNew) {
        id = addValue(name, tensor);
        m_graph.constants[id] = tensor.detach();
    }
    return id;
}

Argument GraphBuilder::argument(const ScriptValue& value)
{
    if (value.isDynamic())
        return {value.id()};
    if (value.isContainer()) {
        const auto& elements = value.container().elements;
        const bool holdsTensors =
            std::any_of(elements.begin(), elements.end(),
                        [](const ScriptValue& element) { return element.example().isTensor(); });
        if (!value.isConstant() || holdsTensors) {
            std::vector<Argument> list;
            for (const ScriptValue& element : elements)
                list.push_back(argument(element));
            return {std::move(list)};
        }
    }
    const c10::IValue constant = value.example();
    if (constant.isTensor() && constant.toTensor().defined())
        return {constantId(constant.toTensor(), value.path())};
    return {constant};
}

/// A list as one value of the graph, for operators that take lists of any type.
ScriptValue GraphBuilder::materialised(const ScriptValue& value, const ModuleScope& scope)
{
    if (!value.isContainer() || value.isConstant())
        return value;
    const auto& container = value.container();
    const auto type = container.type->expect<c10::ListType>()->getElementType();
    const std::size_t count = container.elements.size();
    const Operator build{"prim::ListConstruct", nullptr, [type, count](torch::jit::Stack& stack) {
                             c10::impl::GenericList list(type);
                             for (c10::IValue& element : torch::jit::last(stack, count).vec())
                                 list.push_back(std::move(element));
                             torch::jit::drop(stack, count);
                             stack.emplace_back(std::move(list));
                         }};
    return apply(build, container.elements, {}, scope).front();
}

} // namespace saliscope::compute

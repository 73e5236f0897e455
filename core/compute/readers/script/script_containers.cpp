// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of ScriptInterpreter that takes lists, tuples and dictionaries apart.
#include "core/base/strings.h"
#include "core/compute/readers/script/refusals.h"
#include "core/compute/readers/script/script_interpreter.h"

namespace saliscope::compute {

namespace {

/// The position that a constant key or (negative from the end) index names, or -1.
int64_t position(const ScriptValue::Container& container, const c10::IValue& key)
{
    const auto count = int64_t(container.elements.size());
    if (container.type->kind() == c10::TypeKind::DictType) {
        for (int64_t i = 0; i < count; ++i) {
            if (c10::IValue(container.keys[std::size_t(i)]).equals(key).toBool())
                return i;
        }
        return -1;
    }
    const int64_t index = key.toInt() < 0 ? key.toInt() + count : key.toInt();
    return index < count ? index : -1;
}

} // namespace

ScriptInterpreter::Values ScriptInterpreter::construct(const torch::jit::Node& node, Frame&, Values inputs)
{
    return {ScriptValue::list(node.output()->type(), std::move(inputs))};
}

ScriptInterpreter::Values ScriptInterpreter::constructDictionary(const torch::jit::Node& node, Frame&,
                                                                 Values inputs)
{
    Values elements;
    std::vector<c10::IValue> keys;
    for (std::size_t i = 0; i + 1 < inputs.size(); i += 2) {
        keys.push_back(inputs[i].example());
        elements.push_back(inputs[i + 1]);
    }
    return {ScriptValue::list(node.output()->type(), std::move(elements), std::move(keys))};
}

ScriptInterpreter::Values ScriptInterpreter::unpack(const torch::jit::Node& node, Frame&, Values inputs)
{
    const ScriptValue& whole = inputs.front();
    if (whole.isContainer())
        return whole.container().elements;
    if (whole.isDynamic())
        return m_builder.applyUnpack(whole, node.outputs().size(), m_scope);
    Values results;
    const c10::IValue value = whole.example();
    const auto add = [&](const auto& elements) {
        for (const auto& element : elements)
            results.push_back(ScriptValue::constant(c10::IValue(element)));
    };
    if (value.isTuple())
        add(value.toTupleRef().elements());
    else
        add(value.toListRef());
    return results;
}

ScriptInterpreter::Values ScriptInterpreter::tupleIndex(const torch::jit::Node& node, Frame&, Values inputs)
{
    const ScriptValue& tuple = inputs.front();
    if (!tuple.isContainer())
        return runOperator(node, inputs);
    const int64_t index = position(tuple.container(), inputs.at(1).example());
    return {tuple.container().elements.at(std::size_t(index))};
}

ScriptInterpreter::Values ScriptInterpreter::item(const torch::jit::Node& node, Frame&, Values inputs)
{
    if (!inputs.front().isContainer() || !inputs.at(1).isConstant())
        return runOperator(node, inputs);
    const int64_t index = position(inputs.front().container(), inputs[1].example());
    if (index < 0)
        refuseNode(node, m_scope.path, u"The model looks up an element that is not there"_s, {});
    return {inputs.front().container().elements[std::size_t(index)]};
}

ScriptInterpreter::Values ScriptInterpreter::setItem(const torch::jit::Node& node, Frame&, Values inputs)
{
    if (!inputs.front().isContainer() || !inputs.at(1).isConstant())
        return runOperator(node, inputs);
    ScriptValue::Container& container = inputs.front().container();
    const int64_t index = position(container, inputs[1].example());
    if (index >= 0) {
        container.elements[std::size_t(index)] = inputs.at(2);
    } else {
        container.keys.push_back(inputs[1].example());
        container.elements.push_back(inputs.at(2));
    }
    return {inputs.front()};
}

ScriptInterpreter::Values ScriptInterpreter::append(const torch::jit::Node& node, Frame&, Values inputs)
{
    if (!inputs.front().isContainer())
        return runOperator(node, inputs);
    inputs.front().container().elements.push_back(inputs.at(1));
    return {inputs.front()};
}

ScriptInterpreter::Values ScriptInterpreter::length(const torch::jit::Node& node, Frame& frame, Values inputs)
{
    const bool isTensor = inputs.front().example().isTensor();
    return isTensor ? runOperator(node, inputs) : decide(node, frame, std::move(inputs));
}

ScriptInterpreter::Values ScriptInterpreter::passThrough(const torch::jit::Node&, Frame&, Values inputs)
{
    return {inputs.front()};
}

ScriptInterpreter::Values ScriptInterpreter::isInstance(const torch::jit::Node& node, Frame&, Values inputs)
{
    const c10::TypePtr type = inputs.front().example().type();
    const auto& allowed = node.tys(c10::attr::types);
    return {ScriptValue::constant(std::any_of(allowed.begin(), allowed.end(), [&](const c10::TypePtr& other) {
        return type->isSubtypeOf(*other);
    }))};
}

ScriptInterpreter::Values ScriptInterpreter::decide(const torch::jit::Node& node, Frame&, Values inputs)
{
    torch::jit::Stack stack;
    for (const ScriptValue& input : inputs)
        stack.push_back(input.example());
    if (node.getOperator().schema().is_vararg())
        stack.emplace_back(int64_t(inputs.size()));
    node.getOperation()(stack);
    Values results;
    for (c10::IValue& value : stack)
        results.push_back(ScriptValue::constant(std::move(value)));
    return results;
}

} // namespace saliscope::compute

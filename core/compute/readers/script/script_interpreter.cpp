// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/readers/script/script_interpreter.h"

#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/runtime/operator.h>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/readers/script/refusals.h"

namespace saliscope::compute {

namespace {

/// Far above any real network; a loop that does not end must not fill the memory.
constexpr int64_t maximalTrips = 100'000;

std::vector<std::string> outputNames(const torch::jit::Node& node)
{
    std::vector<std::string> names;
    for (const torch::jit::Value* output : node.outputs())
        names.push_back(output->debugName());
    return names;
}

} // namespace

ScriptValue ScriptInterpreter::callMethod(const ScriptValue& module, const std::string& name,
                                          std::vector<ScriptValue> arguments)
{
    const auto type = module.example().toObjectRef().type();
    const ModuleScope caller = std::exchange(m_scope, ModuleScope{module.path(), plainTypeName(type)});
    arguments.insert(arguments.begin(), module);
    Values results = callFunction(type->getMethod(name), std::move(arguments));
    m_scope = caller;
    return results.front();
}

ScriptInterpreter::Values ScriptInterpreter::callFunction(const torch::jit::Function& function,
                                                          Values arguments)
{
    const auto graph = torch::jit::toGraphFunction(function).graph();
    Frame frame;
    for (std::size_t i = 0; i < graph->inputs().size(); ++i)
        frame[graph->inputs()[i]] = arguments.at(i);
    return runBlock(*graph->block(), frame);
}

ScriptInterpreter::Values ScriptInterpreter::runBlock(const torch::jit::Block& block, Frame& frame)
{
    for (const torch::jit::Node* node : block.nodes())
        runNode(*node, frame);
    Values results;
    for (const torch::jit::Value* output : block.outputs())
        results.push_back(frame.at(output));
    return results;
}

void ScriptInterpreter::runNode(const torch::jit::Node& node, Frame& frame)
{
    Values inputs;
    for (const torch::jit::Value* input : node.inputs())
        inputs.push_back(frame.at(input));
    const auto handler = handlers().find(node.kind());
    const Values results = handler == handlers().end()
                               ? runOperator(node, inputs)
                               : (this->*handler->second)(node, frame, std::move(inputs));
    for (std::size_t i = 0; i < node.outputs().size(); ++i)
        frame[node.outputs()[i]] = results.at(i);
}

ScriptInterpreter::Values ScriptInterpreter::runOperator(const torch::jit::Node& node, const Values& inputs)
{
    refuseForeignOperator(node, m_scope.path);
    const torch::jit::Operator* found = node.maybeOperator();
    const bool hidesValues = found && found->schema().is_vararg() &&
                             std::any_of(inputs.begin(), inputs.end(), [](const ScriptValue& value) {
                                 return value.isContainer() && !value.isConstant();
                             });
    if (!found || hidesValues) {
        refuseNode(node, m_scope.path,
                   u"The TorchScript operator %1 is not supported"_s.arg(
                       QString::fromUtf8(node.kind().toQualString())),
                   u"Export the model with torch.export.export and torch.export.save instead."_s);
    }
    const auto name = found->schema().operator_name();
    // The interpreter tells operators with any number of arguments how many there are.
    torch::jit::Operation call = found->getOperation(&node);
    if (found->schema().is_vararg()) {
        call = [call, count = int64_t(inputs.size())](torch::jit::Stack& stack) mutable {
            stack.emplace_back(count);
            call(stack);
        };
    }
    const Operator op{name.overload_name.empty() ? name.name : name.name + "." + name.overload_name,
                      &found->schema(), call};
    try {
        return m_builder.apply(op, inputs, outputNames(node), m_scope);
    } catch (const c10::Error& error) {
        throw ComputeError(ErrorCode::ModelBroken, u"The model cannot run on a picture of this size"_s,
                           nodeOrigin(node, m_scope.path) + u": "_s +
                               QString::fromUtf8(error.what_without_backtrace()).section(u'\n', 0, 0),
                           u"Check the input size and the channels in the model card."_s);
    }
}

bool ScriptInterpreter::decideCondition(const torch::jit::Node& node, const ScriptValue& condition) const
{
    if (condition.dependence() == Dependence::Data) {
        refuseNode(
            node, m_scope.path, u"The model takes a different path for different pictures"_s,
            u"Rewrite the branch or loop without looking at pixel values (torch.where, masks) and export again."_s);
    }
    return condition.example().toBool();
}

const std::unordered_map<c10::Symbol, ScriptInterpreter::Handler>& ScriptInterpreter::handlers()
{
    using Self = ScriptInterpreter;
    static const std::unordered_map<c10::Symbol, Handler> table = [] {
        std::unordered_map<c10::Symbol, Handler> result;
        const auto add = [&](Handler handler, std::initializer_list<const char*> names) {
            for (const char* name : names)
                result.emplace(c10::Symbol::fromQualString(name), handler);
        };
        add(&Self::constant, {"prim::Constant"});
        add(&Self::getAttribute, {"prim::GetAttr"});
        add(&Self::setAttribute, {"prim::SetAttr"});
        add(&Self::methodCall, {"prim::CallMethod"});
        add(&Self::functionCall, {"prim::CallFunction"});
        add(&Self::branch, {"prim::If"});
        add(&Self::loop, {"prim::Loop"});
        add(&Self::raise, {"prim::RaiseException"});
        add(&Self::construct, {"prim::ListConstruct", "prim::TupleConstruct"});
        add(&Self::constructDictionary, {"prim::DictConstruct"});
        add(&Self::unpack, {"prim::ListUnpack", "prim::TupleUnpack"});
        add(&Self::tupleIndex, {"prim::TupleIndex"});
        add(&Self::item, {"aten::__getitem__"});
        add(&Self::setItem, {"aten::_set_item"});
        add(&Self::append, {"aten::append"});
        add(&Self::length, {"aten::len"});
        add(&Self::passThrough,
            {"prim::unchecked_cast", "prim::unchecked_unwrap_optional", "aten::_unwrap_optional"});
        add(&Self::decide,
            {"prim::is_nested", "prim::is_quantized", "prim::is_sparse", "prim::is_mkldnn", "aten::__is__",
             "aten::__isnot__", "prim::isinstance", "aten::dim", "aten::format", "aten::is_floating_point",
             "aten::is_complex", "aten::__contains__", "aten::keys"});
        add(&Self::gradientsAreOn, {"prim::requires_grad", "aten::requires_grad", "aten::is_grad_enabled"});
        add(&Self::nothing, {"prim::Print", "aten::warn", "prim::Uninitialized"});
        return result;
    }();
    return table;
}

ScriptInterpreter::Values ScriptInterpreter::constant(const torch::jit::Node& node, Frame&, Values)
{
    if (node.output()->type()->kind() == c10::TypeKind::FunctionType)
        return {ScriptValue()};
    return {ScriptValue::constant(torch::jit::toIValue(node.output()).value())};
}

ScriptInterpreter::Values ScriptInterpreter::getAttribute(const torch::jit::Node& node, Frame&, Values inputs)
{
    const std::string name = node.s(c10::attr::name);
    const std::string& parent = inputs.front().path();
    const std::string path = parent.empty() ? name : parent + "." + name;
    if (const auto written = m_writtenAttributes.find(path); written != m_writtenAttributes.end())
        return {written->second};
    return {ScriptValue::attribute(inputs.front().example().toObjectRef().getAttr(name), path)};
}

ScriptInterpreter::Values ScriptInterpreter::setAttribute(const torch::jit::Node& node, Frame&, Values inputs)
{
    const std::string name = node.s(c10::attr::name);
    const std::string& parent = inputs.front().path();
    m_writtenAttributes[parent.empty() ? name : parent + "." + name] = inputs.at(1);
    return {};
}

ScriptInterpreter::Values ScriptInterpreter::methodCall(const torch::jit::Node& node, Frame&, Values inputs)
{
    const ScriptValue module = inputs.front();
    inputs.erase(inputs.begin());
    return {callMethod(module, node.s(c10::attr::name), std::move(inputs))};
}

ScriptInterpreter::Values ScriptInterpreter::functionCall(const torch::jit::Node& node, Frame&, Values inputs)
{
    const auto type = node.inputs()[0]->type()->expect<c10::FunctionType>();
    inputs.erase(inputs.begin());
    return callFunction(*type->function(), std::move(inputs));
}

ScriptInterpreter::Values ScriptInterpreter::branch(const torch::jit::Node& node, Frame& frame, Values inputs)
{
    return runBlock(*node.blocks()[decideCondition(node, inputs.front()) ? 0 : 1], frame);
}

ScriptInterpreter::Values ScriptInterpreter::loop(const torch::jit::Node& node, Frame& frame, Values inputs)
{
    const torch::jit::Block& body = *node.blocks()[0];
    if (inputs.at(0).dependence() == Dependence::Data)
        decideCondition(node, inputs[0]);
    const int64_t trips = inputs[0].example().toInt();
    bool goesOn = decideCondition(node, inputs.at(1));
    Values carried(inputs.begin() + 2, inputs.end());
    for (int64_t trip = 0; trip < trips && goesOn; ++trip) {
        if (trip == maximalTrips)
            refuseNode(node, m_scope.path, u"A loop of the model does not end"_s,
                       u"Export the model again."_s);
        frame[body.inputs()[0]] = ScriptValue::constant(trip);
        for (std::size_t i = 0; i < carried.size(); ++i)
            frame[body.inputs()[i + 1]] = carried[i];
        Values results = runBlock(body, frame);
        goesOn = decideCondition(node, results.front());
        carried.assign(results.begin() + 1, results.end());
    }
    return carried;
}

ScriptInterpreter::Values ScriptInterpreter::raise(const torch::jit::Node& node, Frame&, Values inputs)
{
    const c10::IValue message = inputs.front().example();
    throw ComputeError(
        ErrorCode::ModelBroken, u"The model refuses a picture of this size"_s,
        nodeOrigin(node, m_scope.path) +
            (message.isString() ? u": "_s + QString::fromStdString(message.toStringRef()) : QString()),
        u"Check the input size and the channels in the model card."_s);
}

ScriptInterpreter::Values ScriptInterpreter::gradientsAreOn(const torch::jit::Node&, Frame&, Values)
{
    return {ScriptValue::constant(true)};
}

ScriptInterpreter::Values ScriptInterpreter::nothing(const torch::jit::Node& node, Frame&, Values)
{
    return Values(node.outputs().size());
}

} // namespace saliscope::compute

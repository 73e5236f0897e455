// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/readers/exported_graph.h"

#include <ATen/core/function_schema.h>
#include <nlohmann/json.hpp>

#include <limits>
#include <map>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/graph/aliases.h"
#include "core/compute/graph/plain_operators.h"
#include "core/compute/readers/exported_weights.h"

namespace saliscope::compute {

using c10::IValue;
using nlohmann::json;

namespace {

ComputeError broken(const QString& detail)
{
    return {ErrorCode::ModelBroken, u"The exported program is damaged"_s, detail,
            u"Export the model again."_s};
}

ComputeError unsupported(const std::string& target, const QString& why, const QString& hint)
{
    return {ErrorCode::ModelUnsupported,
            u"The model uses %1, which cannot be run here"_s.arg(QString::fromStdString(target)), why, hint};
}

/// "_operator.floordiv", "torch.sym_max", "math.trunc" -> the plain function of that name.
std::optional<Operator> plainOperator(std::string target)
{
    for (const std::string_view prefix : {"_operator.", "math.", "torch.sym_", "torch._sym_"})
        if (target.starts_with(prefix)) {
            target.erase(0, prefix.size());
            if (target.ends_with('_')) // and_, or_
                target.pop_back();
            return numberOperator(target);
        }
    return {};
}

/// "torch.ops.aten.conv2d.default" -> the ATen operator.
Operator operatorOf(const std::string& target)
{
    if (auto plain = plainOperator(target))
        return *plain;
    constexpr std::string_view prefix = "torch.ops.";
    if (target.starts_with("torch.ops.higher_order."))
        throw unsupported(
            target, u"It wraps a part of the model in control flow, autocast or a gradient switch."_s,
            u"Export the model without torch.cond, autocast and torch.no_grad() inside forward()."_s);
    if (!target.starts_with(prefix))
        throw unsupported(target, u"It is not an ATen operator."_s, u"Export the model again without it."_s);
    const std::string name = target.substr(prefix.size());
    const std::size_t space = name.find('.');
    const std::size_t overload = name.rfind('.');
    if (space == std::string::npos || overload == space)
        throw broken(u"“%1” names no operator."_s.arg(QString::fromStdString(target)));
    const std::string variant = name.substr(overload + 1);
    return dispatcherOperator(name.substr(0, space) + "::" + name.substr(space + 1, overload - space - 1),
                              variant == "default" ? std::string() : variant);
}

int64_t memoryFormatOfCode(int code)
{
    switch (code) {
    case 1:
        return int64_t(at::MemoryFormat::Contiguous);
    case 2:
        return int64_t(at::MemoryFormat::ChannelsLast);
    case 3:
        return int64_t(at::MemoryFormat::ChannelsLast3d);
    case 4:
        return int64_t(at::MemoryFormat::Preserve);
    default:
        throw broken(u"Memory format %1 is unknown."_s.arg(code));
    }
}

/// dtypes as arguments; 16-bit floats are computed in float32, as their weights are.
int64_t dtypeArgument(int code)
{
    const at::ScalarType type = scalarTypeOfCode(code);
    return int64_t(type == at::kHalf || type == at::kBFloat16 ? at::kFloat : type);
}

double number(const json& value)
{
    if (!value.is_string())
        return value.get<double>();
    const auto text = value.get<std::string>();
    const double infinity = std::numeric_limits<double>::infinity();
    return text == "Infinity"    ? infinity
           : text == "-Infinity" ? -infinity
                                 : std::numeric_limits<double>::quiet_NaN();
}

template <typename T, typename Read>
IValue constants(const json& entries, Read read)
{
    c10::List<T> list;
    for (const json& entry : entries)
        list.push_back(read(entry));
    return list;
}

/// The last entry of "key,path,type;key,path,type": where in the model the node was, and the module's class.
std::pair<std::string, std::string> moduleOf(const json& metadata)
{
    const auto found = metadata.find("nn_module_stack");
    if (found == metadata.end() || !found->is_string())
        return {};
    const auto stack = found->get<std::string>();
    const std::string last = stack.substr(stack.rfind(';') + 1);
    std::vector<std::string> parts(1);
    int depth = 0;
    for (const char c : last) {
        depth += (c == '(' || c == '[') - (c == ')' || c == ']');
        if (c == ',' && depth == 0)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts.size() == 3 ? std::pair{parts[1], parts[2]} : std::pair<std::string, std::string>{};
}

bool isTrue(const Argument& argument)
{
    return argument.constant() && argument.constant()->isBool() && argument.constant()->toBool();
}

bool isGiven(const Argument& argument)
{
    return !argument.constant() || !argument.constant()->isNone();
}

void refuseTraining(const Node& node)
{
    const std::string& name = node.op.name;
    const bool isDropout =
        name.ends_with("dropout") || name.ends_with("dropout_") || name == "aten::native_dropout";
    const bool isNorm = name == "aten::batch_norm" || name == "aten::native_batch_norm";
    if ((isDropout && node.inputs.size() > 2 && isTrue(node.inputs[2])) ||
        (isNorm && isTrue(node.inputs[5]) && isGiven(node.inputs[3])))
        throw ComputeError(ErrorCode::ModelUnsupported, u"The model was exported in training mode"_s,
                           u"%1 in “%2” would draw random numbers or change its own statistics."_s.arg(
                               QString::fromStdString(name), QString::fromStdString(node.modulePath)),
                           u"Call model.eval() before torch.export.export()."_s);
}

} // namespace

ExportedGraph::ExportedGraph(const json& graph)
    : m_json(graph)
{}

ValueId ExportedGraph::value(const std::string& name) const
{
    const auto found = m_ids.find(name);
    if (found == m_ids.end())
        throw broken(u"The value “%1” is used before it is made."_s.arg(QString::fromStdString(name)));
    return found->second;
}

ValueId ExportedGraph::addValue(const std::string& name)
{
    Value value{name, {}};
    const json& metas = m_json.at("tensor_values");
    if (const auto meta = metas.find(name); meta != metas.end()) {
        bool isFirst = true;
        for (const json& size : meta->at("sizes")) {
            if (const auto fixed = size.find("as_int"); fixed != size.end())
                value.shape.push_back(fixed->get<int64_t>());
            else if (isFirst)
                value.shape.push_back(1); // A free batch: the shape is of one example.
            else {
                value.shape.clear();
                break;
            }
            isFirst = false;
        }
    }
    const auto id = ValueId(m_graph.values.size());
    m_graph.values.push_back(std::move(value));
    if (!name.empty() && !m_ids.emplace(name, id).second)
        throw broken(u"The value “%1” is made twice."_s.arg(QString::fromStdString(name)));
    return id;
}

void ExportedGraph::addNodes()
{
    for (const json& node : m_json.at("nodes"))
        addNode(node);
}

void ExportedGraph::addNode(const json& entry)
{
    Node node;
    node.op = operatorOf(entry.at("target").get<std::string>());
    std::tie(node.modulePath, node.moduleType) = moduleOf(entry.at("metadata"));
    if (node.op.schema) {
        node.inputs = bySchema(entry.at("inputs"), node.op);
        if (node.op.schema->returns().empty() && writtenValues(node).empty())
            return; // Assertions and range hints.
        refuseTraining(node);
    } else {
        for (const json& input : entry.at("inputs"))
            node.inputs.push_back(argument(input.at("arg")));
    }
    addOutputs(entry.at("outputs"), std::move(node));
}

void ExportedGraph::addOutputs(const json& outputs, Node node)
{
    std::vector<Node> unpacked;
    for (const json& output : outputs) {
        const std::string kind = output.begin().key();
        const json& content = output.begin().value();
        if (kind == "as_tensor") {
            node.outputs.push_back(addValue(content.at("name").get<std::string>()));
        } else if (kind == "as_tensors") {
            Node unpack{unpackListOperator(content.size()), {}, {}, node.modulePath, node.moduleType};
            node.outputs.push_back(addValue({}));
            unpack.inputs.push_back({node.outputs.back()});
            for (const json& element : content)
                unpack.outputs.push_back(addValue(element.at("name").get<std::string>()));
            unpacked.push_back(std::move(unpack));
        } else {
            const bool isNamed = content.is_object() && content.contains("as_name");
            node.outputs.push_back(
                addValue(isNamed ? content.at("as_name").get<std::string>() : std::string()));
        }
    }
    m_graph.nodes.push_back(std::move(node));
    for (Node& unpack : unpacked)
        m_graph.nodes.push_back(std::move(unpack));
}

std::vector<Argument> ExportedGraph::bySchema(const json& inputs, const Operator& op) const
{
    const auto& wanted = op.schema->arguments();
    std::vector<Argument> arguments(wanted.size());
    std::vector<char> isSet(wanted.size());
    for (const json& input : inputs) {
        const int index = op.schema->argumentIndexWithName(input.at("name").get<std::string>()).value_or(-1);
        if (index < 0)
            throw broken(u"%1 takes no argument “%2”."_s.arg(
                QString::fromStdString(op.name),
                QString::fromStdString(input.at("name").get<std::string>())));
        arguments[std::size_t(index)] = argument(input.at("arg"));
        isSet[std::size_t(index)] = 1;
    }
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (!isSet[i]) {
            if (!wanted[i].default_value())
                throw broken(u"%1 lacks its argument “%2”."_s.arg(QString::fromStdString(op.name),
                                                                  QString::fromStdString(wanted[i].name())));
            arguments[i].content = *wanted[i].default_value();
        }
    return arguments;
}

Argument ExportedGraph::tensorArgument(const json& entry) const
{
    return {value(entry.at("name").get<std::string>())};
}

Argument ExportedGraph::optionalTensor(const json& entry) const
{
    return entry.contains("as_tensor") ? tensorArgument(entry.at("as_tensor")) : Argument{IValue()};
}

Argument ExportedGraph::numberOrName(const json& tagged) const
{
    const std::string kind = tagged.begin().key();
    const json& content = tagged.begin().value();
    if (kind == "as_name")
        return {value(content.get<std::string>())};
    if (kind == "as_bool")
        return {IValue(content.get<bool>())};
    return {kind == "as_float" ? IValue(number(content)) : IValue(content.get<int64_t>())};
}

Argument ExportedGraph::listOf(const json& entries, Argument (ExportedGraph::*read)(const json&) const) const
{
    std::vector<Argument> list;
    for (const json& entry : entries)
        list.push_back((this->*read)(entry));
    return {std::move(list)};
}

Argument ExportedGraph::argument(const json& tagged) const
{
    const std::string kind = tagged.begin().key();
    const json& content = tagged.begin().value();
    using Self = const ExportedGraph&;
    using Reader = Argument (*)(Self, const json&);
    static const std::map<std::string_view, Reader> readers{
        {"as_none", [](Self, const json&) { return Argument{IValue()}; }},
        {"as_tensor", [](Self self, const json& c) { return self.tensorArgument(c); }},
        {"as_tensors",
         [](Self self, const json& c) { return self.listOf(c, &ExportedGraph::tensorArgument); }},
        {"as_optional_tensor", [](Self self, const json& c) { return self.optionalTensor(c); }},
        {"as_optional_tensors",
         [](Self self, const json& c) { return self.listOf(c, &ExportedGraph::optionalTensor); }},
        {"as_int", [](Self, const json& c) { return Argument{IValue(c.get<int64_t>())}; }},
        {"as_ints",
         [](Self, const json& c) {
             return Argument{constants<int64_t>(c, [](const json& e) { return e.get<int64_t>(); })};
         }},
        {"as_float", [](Self, const json& c) { return Argument{IValue(number(c))}; }},
        {"as_floats", [](Self, const json& c) { return Argument{constants<double>(c, number)}; }},
        {"as_bool", [](Self, const json& c) { return Argument{IValue(c.get<bool>())}; }},
        {"as_bools",
         [](Self, const json& c) {
             return Argument{constants<bool>(c, [](const json& e) { return e.get<bool>(); })};
         }},
        {"as_string", [](Self, const json& c) { return Argument{IValue(c.get<std::string>())}; }},
        {"as_complex",
         [](Self, const json& c) {
             return Argument{IValue(c10::complex<double>(number(c.at("real")), number(c.at("imag"))))};
         }},
        {"as_sym_int", [](Self self, const json& c) { return self.numberOrName(c); }},
        {"as_sym_ints",
         [](Self self, const json& c) { return self.listOf(c, &ExportedGraph::numberOrName); }},
        {"as_sym_float", [](Self self, const json& c) { return self.numberOrName(c); }},
        {"as_sym_floats",
         [](Self self, const json& c) { return self.listOf(c, &ExportedGraph::numberOrName); }},
        {"as_sym_bool", [](Self self, const json& c) { return self.numberOrName(c); }},
        {"as_sym_bools",
         [](Self self, const json& c) { return self.listOf(c, &ExportedGraph::numberOrName); }},
        {"as_scalar_type", [](Self, const json& c) { return Argument{IValue(dtypeArgument(c.get<int>()))}; }},
        {"as_memory_format",
         [](Self, const json& c) { return Argument{IValue(memoryFormatOfCode(c.get<int>()))}; }},
        {"as_layout", [](Self, const json&) { return Argument{IValue(int64_t(at::kStrided))}; }},
        {"as_device", [](Self, const json&) { return Argument{IValue(at::Device(at::kCPU))}; }},
    };
    const auto found = readers.find(kind);
    if (found == readers.end())
        throw unsupported(
            kind, u"An operator takes an argument of this kind (a part of the model, a custom object)."_s,
            u"Export the model without control flow and custom objects."_s);
    return found->second(*this, content);
}

} // namespace saliscope::compute

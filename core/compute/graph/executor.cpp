// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/executor.h"

#include <algorithm>

#include <c10/util/Exception.h>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/graph/aliases.h"
#include "core/compute/graph/arguments.h"
#include "core/compute/out_of_memory.h"

namespace saliscope::compute {

using c10::IValue;

namespace {

/// Constants as the schema wants them; numbers of a wrong count are the reader's fault and refused.
std::vector<Argument> preparedArguments(const Node& node)
{
    std::vector<Argument> arguments = node.inputs;
    if (!node.op.schema)
        return arguments;
    const auto& wanted = node.op.schema->arguments();
    if (arguments.size() != wanted.size())
        throw ComputeError(ErrorCode::ModelBroken, u"The model gives %1 %2 arguments, it takes %3"_s
                                                       .arg(QString::fromStdString(node.op.name))
                                                       .arg(arguments.size())
                                                       .arg(wanted.size()));
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (const IValue* constant = arguments[i].constant())
            arguments[i].content = toSchemaType(*constant, wanted[i]);
    return arguments;
}

QString describe(const IValue& value)
{
    if (!value.isTensor())
        return value.isList() ? u"list"_s : u"number"_s;
    if (!value.toTensor().defined())
        return u"none"_s;
    QStringList sizes;
    for (int64_t size : value.toTensor().sizes())
        sizes << QString::number(size);
    return u'(' + sizes.join(u", "_s) + u')';
}

ComputeError outOfMemory(const Node& node)
{
    return {ErrorCode::OutOfMemory, u"There is not enough memory to run the model"_s,
            u"At %1 in “%2”."_s.arg(QString::fromStdString(node.op.name),
                                    QString::fromStdString(node.modulePath)),
            u"Use a smaller batch or a smaller picture."_s};
}

} // namespace

/// The state of one run.
struct Executor::Run
{
    std::vector<IValue> values;
    const CancelToken& cancel;
    const Observer& observer;
    const Recorder& recorder;

    /// The argument's value, lists built element by element.
    IValue resolve(const Argument& argument, const c10::Argument* wanted) const
    {
        if (const IValue* constant = argument.constant())
            return *constant;
        if (const ValueId* id = argument.valueId()) {
            const IValue& value = values[std::size_t(*id)];
            return wanted ? toSchemaType(value, *wanted) : value;
        }
        std::vector<IValue> elements;
        for (const Argument& element : *argument.list())
            elements.push_back(resolve(element, nullptr));
        if (wanted)
            return listOfSchemaType(elements, *wanted);
        c10::impl::GenericList list(c10::AnyType::get());
        for (IValue& element : elements)
            list.push_back(std::move(element));
        return list;
    }

    ComputeError failure(const Node& node, std::size_t index, const QString& why) const
    {
        QStringList shapes;
        forEachInput(node, [&](ValueId id) { shapes << describe(values[std::size_t(id)]); });
        const QString path = QString::fromStdString(node.modulePath);
        return {ErrorCode::ModelBroken,
                u"The model cannot be run: %1 failed"_s.arg(QString::fromStdString(node.op.name)),
                u"Operator %1 (%2), module “%3”, arguments %4: %5"_s.arg(index).arg(
                    QString::fromStdString(node.op.name), path, shapes.join(u", "_s), why),
                u"Check that the input has the size and the number of channels the model was made for."_s};
    }
};

Executor::Executor(const Graph& graph)
    : m_graph(graph)
    , m_steps(graph.nodes.size())
    , m_lastWrite(graph.values.size())
{
    const AliasSets aliases(graph);
    for (std::size_t value = 0; value < graph.values.size(); ++value)
        m_lastWrite[value] = aliases.lastWrite(ValueId(value));

    std::vector<int> lastReader(graph.values.size(), -1);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node& node = graph.nodes[i];
        m_steps[i].arguments = preparedArguments(node);
        forEachInput(node, [&](ValueId id) { lastReader[std::size_t(id)] = int(i); });
        for (ValueId id : node.outputs) // A result that nobody reads dies at once.
            lastReader[std::size_t(id)] = int(i);
    }
    for (std::size_t value = 0; value < lastReader.size(); ++value)
        if (lastReader[value] >= 0 &&
            std::find(graph.outputs.begin(), graph.outputs.end(), ValueId(value)) == graph.outputs.end())
            m_steps[std::size_t(lastReader[value])].dead.push_back(ValueId(value));
}

void Executor::callNode(Run& run, std::size_t index) const
{
    const Node& node = m_graph.nodes[index];
    const c10::FunctionSchema* schema = node.op.schema;
    torch::jit::Stack stack;
    try {
        const std::vector<Argument>& arguments = m_steps[index].arguments;
        stack.reserve(arguments.size());
        for (std::size_t i = 0; i < arguments.size(); ++i)
            stack.push_back(run.resolve(arguments[i], schema ? &schema->arguments()[i] : nullptr));
        if (run.recorder)
            run.recorder(index, stack);
        node.op.call(stack);
    } catch (const ComputeError&) {
        throw;
    } catch (const std::exception& error) {
        if (isOutOfMemory(error))
            throw outOfMemory(node);
        const auto* plain = dynamic_cast<const c10::Error*>(&error); // Its what() ends in a backtrace.
        throw run.failure(node, index,
                          QString::fromUtf8(plain ? plain->what_without_backtrace() : error.what()));
    }
    if (stack.size() < node.outputs.size())
        throw run.failure(node, index,
                          u"it gave %1 results, not %2"_s.arg(stack.size()).arg(node.outputs.size()));
    for (std::size_t i = 0; i < node.outputs.size(); ++i) {
        IValue& value = run.values[std::size_t(node.outputs[i])] = std::move(stack[i]);
        if (run.observer && value.isTensor() && value.toTensor().defined())
            run.observer(node, node.outputs[i], value.toTensor());
    }
}

ValueMap Executor::run(const std::vector<at::Tensor>& inputs, const std::vector<ValueId>& keep,
                       const CancelToken& cancel, const Observer& observer, const Recorder& recorder) const
{
    if (inputs.size() != m_graph.inputs.size())
        throw ComputeError(
            ErrorCode::InvalidArgument,
            u"The model takes %1 inputs, %2 were given"_s.arg(m_graph.inputs.size()).arg(inputs.size()));
    Run run{std::vector<IValue>(m_graph.values.size()), cancel, observer, recorder};
    ValueMap kept;
    std::vector<char> isKept(m_graph.values.size()); // Kept as made; outputs are taken at the end instead.
    for (ValueId id : keep)
        isKept[std::size_t(id)] = 1;
    for (ValueId id : m_graph.outputs)
        isKept[std::size_t(id)] = 0;
    const auto give = [&](ValueId id, const at::Tensor& tensor) {
        run.values[std::size_t(id)] = m_lastWrite[std::size_t(id)] >= 0 ? tensor.clone() : tensor;
        if (isKept[std::size_t(id)])
            kept[id] = tensor;
    };
    for (std::size_t i = 0; i < inputs.size(); ++i)
        give(m_graph.inputs[i], inputs[i]);
    for (const auto& [id, tensor] : m_graph.constants)
        give(id, tensor);

    for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
        throwIfCancelled(cancel);
        callNode(run, i);
        for (ValueId id : m_graph.nodes[i].outputs)
            if (isKept[std::size_t(id)]) {
                const IValue& value = run.values[std::size_t(id)];
                const bool isChangedLater = value.isTensor() && m_lastWrite[std::size_t(id)] > int(i);
                kept[id] = isChangedLater ? IValue(value.toTensor().clone()) : value;
            }
        for (ValueId id : m_steps[i].dead)
            run.values[std::size_t(id)] = IValue();
    }
    for (ValueId id : keep)
        if (!isKept[std::size_t(id)])
            kept[id] = run.values[std::size_t(id)];
    return kept;
}

std::vector<at::Tensor> tensorsOf(const ValueMap& values, const std::vector<ValueId>& ids)
{
    std::vector<at::Tensor> tensors;
    for (const ValueId id : ids) {
        const auto found = values.find(id);
        if (found == values.end() || !found->second.isTensor())
            throw ComputeError(ErrorCode::InvalidArgument, u"The chosen layer does not give a tensor"_s);
        tensors.push_back(found->second.toTensor());
    }
    return tensors;
}

} // namespace saliscope::compute

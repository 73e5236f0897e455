// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>
#include <ATen/core/function_schema.h>

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// Builds small graphs by hand: values are numbered as they are made, arguments not given take the schema's
/// defaults.
class GraphMaker
{
public:
    ValueId input() { return m_graph.inputs.emplace_back(newValue()); }
    ValueId constant(const at::Tensor& tensor)
    {
        const ValueId id = newValue();
        m_graph.constants[id] = tensor;
        return id;
    }
    /// `name` with its overload, "aten::add.Tensor"; gives the first of `outputs` values.
    ValueId call(const std::string& name, std::vector<Argument> arguments, int outputs = 1)
    {
        const std::size_t dot = name.find('.');
        Node node;
        node.op =
            dispatcherOperator(name.substr(0, dot), dot == std::string::npos ? "" : name.substr(dot + 1));
        for (std::size_t i = arguments.size(); i < node.op.schema->arguments().size(); ++i)
            arguments.push_back({node.op.schema->arguments()[i].default_value().value()});
        node.inputs = std::move(arguments);
        for (int i = 0; i < outputs; ++i)
            node.outputs.push_back(newValue());
        m_graph.nodes.push_back(node);
        return node.outputs.empty() ? -1 : node.outputs.front();
    }
    ValueId call(Operator op, std::vector<Argument> arguments, int outputs = 1)
    {
        Node node{std::move(op), std::move(arguments), {}, {}, {}};
        for (int i = 0; i < outputs; ++i)
            node.outputs.push_back(newValue());
        m_graph.nodes.push_back(node);
        return node.outputs.front();
    }
    /// States a value's shape, as files do.
    void shape(ValueId value, std::vector<int64_t> sizes)
    {
        m_graph.values[std::size_t(value)].shape = std::move(sizes);
    }
    Node& last() { return m_graph.nodes.back(); }
    Graph finish(std::vector<ValueId> outputs)
    {
        m_graph.outputs = std::move(outputs);
        return m_graph;
    }

private:
    ValueId newValue()
    {
        m_graph.values.emplace_back();
        return ValueId(m_graph.values.size()) - 1;
    }

    Graph m_graph;
};

/// Shorthands for arguments.
inline Argument number(double value)
{
    return {c10::IValue(value)};
}
inline Argument whole(int64_t value)
{
    return {c10::IValue(value)};
}
inline Argument flag(bool value)
{
    return {c10::IValue(value)};
}
inline Argument none()
{
    return {c10::IValue()};
}
inline Argument wholes(const std::vector<int64_t>& values)
{
    return {c10::IValue(values)};
}

} // namespace saliscope::compute

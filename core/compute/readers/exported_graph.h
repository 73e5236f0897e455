// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <unordered_map>

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// Turns the `graph` of an exported program's JSON into nodes and named values. Throws ComputeError for what
/// cannot be run, nlohmann's exceptions for JSON of another form than expected.
class ExportedGraph
{
public:
    explicit ExportedGraph(const nlohmann::json& graph);

    /// The value of that name; ModelBroken when nothing made it yet.
    ValueId value(const std::string& name) const;
    /// A new value of that name, with the shape the file states for it.
    ValueId addValue(const std::string& name);
    /// Reads every node; graph inputs must have been added before.
    void addNodes();

    Graph& graph() { return m_graph; }

private:
    void addNode(const nlohmann::json& node);
    void addOutputs(const nlohmann::json& outputs, Node node);
    Argument argument(const nlohmann::json& tagged) const;
    Argument numberOrName(const nlohmann::json& tagged) const;
    Argument listOf(const nlohmann::json& entries,
                    Argument (ExportedGraph::*read)(const nlohmann::json&) const) const;
    Argument tensorArgument(const nlohmann::json& entry) const;
    Argument optionalTensor(const nlohmann::json& entry) const;
    std::vector<Argument> bySchema(const nlohmann::json& inputs, const Operator& op) const;

    const nlohmann::json& m_json;
    Graph m_graph;
    std::unordered_map<std::string, ValueId> m_ids;
};

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/readers/archive.h"
#include "core/compute/readers/exported_graph.h"
#include "core/compute/readers/exported_weights.h"
#include "core/compute/readers/readers.h"

namespace saliscope::compute {

namespace {

using nlohmann::json;

constexpr int schemaMajor = 8;

QString reExport()
{
    return u"Export the model again with torch 2.8 or later: "
           u"torch.export.save(torch.export.export(model.eval(), "
           "(example,)), \"model.pt2\")."_s;
}

ComputeError broken(const QString& detail)
{
    return {ErrorCode::ModelBroken, u"The exported program is damaged"_s, detail, reExport()};
}

ComputeError unsupported(const QString& title, const QString& detail = {}, const QString& hint = reExport())
{
    return {ErrorCode::ModelUnsupported, title, detail, hint};
}

void checkLayout(const Archive& archive)
{
    if (archive.contains(u"serialized_exported_program.json"_s))
        throw unsupported(u"The exported program is in the layout of torch before 2.8"_s);
    if (!archive.contains(u"archive_format"_s))
        throw unsupported(u"The file is a zip archive, but not an exported program"_s, {},
                          u"Open a .pt2 that torch.export.save wrote, or a TorchScript .pt."_s);
    if (archive.contains(u"byteorder"_s) && archive.read(u"byteorder"_s).trimmed() != "little")
        throw unsupported(u"The model was saved on a big-endian machine"_s);
    if (archive.contains(u"models/model.json"_s))
        return;
    for (const QString& name : archive.names())
        if (name.startsWith(u"data/aotinductor/"_s))
            throw unsupported(u"The file holds compiled code (AOTInductor), not a model"_s);
    throw broken(u"It holds no models/model.json."_s);
}

void checkVersion(const json& program)
{
    const int major = program.at("schema_version").at("major").get<int>();
    if (major != schemaMajor)
        throw unsupported(
            u"The exported program has format version %1, this program reads version %2"_s.arg(major).arg(
                schemaMajor));
}

/// Sizes of a user input; -1 where the file leaves them free.
std::vector<int64_t> inputShape(const json& graph, const std::string& name)
{
    std::vector<int64_t> shape;
    for (const json& size : graph.at("tensor_values").at(name).at("sizes"))
        shape.push_back(size.contains("as_int") ? size.at("as_int").get<int64_t>() : -1);
    return shape;
}

void addUserInput(ExportedGraph& builder, const json& graph, const json& argument)
{
    if (argument.contains("as_none"))
        return;
    if (!argument.contains("as_tensor"))
        throw unsupported(u"The model takes an input that is not a tensor"_s, {},
                          u"Export a model whose forward() takes one picture tensor."_s);
    const auto name = argument.at("as_tensor").at("name").get<std::string>();
    Graph& result = builder.graph();
    result.inputs.push_back(builder.addValue(name));
    if (result.inputs.size() > 1)
        return;
    result.inputShape = inputShape(graph, name);
    result.anyBatch = !result.inputShape.empty() && result.inputShape.front() < 0;
}

void addInput(ExportedGraph& builder, ExportedWeights& weights, const json& graph, const json& spec)
{
    static const std::map<std::string_view, const char*> named{{"parameter", "parameter_name"},
                                                               {"buffer", "buffer_name"},
                                                               {"tensor_constant", "tensor_constant_name"}};
    const std::string kind = spec.begin().key();
    const json& content = spec.begin().value();
    if (kind == "user_input")
        return addUserInput(builder, graph, content.at("arg"));
    if (kind == "constant_input")
        return; // A default that the exporter has worked into the graph already.
    const auto found = named.find(kind);
    if (found == named.end())
        throw unsupported(u"The model takes an input of the kind “%1”"_s.arg(QString::fromStdString(kind)),
                          {}, u"Export the model without custom objects and side effects."_s);
    const ValueId id = builder.addValue(content.at("arg").at("name").get<std::string>());
    builder.graph().constants.emplace(id, weights.tensor(content.at(found->second).get<std::string>()));
}

void addOutput(ExportedGraph& builder, const json& spec)
{
    const auto user = spec.find("user_output"); // The others are side effects on buffers.
    if (user != spec.end() && user->at("arg").contains("as_tensor"))
        builder.graph().outputs.push_back(
            builder.value(user->at("arg").at("as_tensor").at("name").get<std::string>()));
}

qint64 countParameters(const json& signature, ExportedGraph& builder)
{
    qint64 count = 0;
    for (const json& spec : signature.at("input_specs"))
        if (const auto parameter = spec.find("parameter"); parameter != spec.end()) {
            const ValueId id = builder.value(parameter->at("arg").at("name").get<std::string>());
            count += builder.graph().constants.at(id).numel();
        }
    return count;
}

ReadModel readGraph(const json& program, ExportedWeights& weights)
{
    const json& graph = program.at("graph_module").at("graph");
    const json& signature = program.at("graph_module").at("signature");
    ExportedGraph builder(graph);
    for (const json& spec : signature.at("input_specs"))
        addInput(builder, weights, graph, spec);
    if (builder.graph().inputs.empty())
        throw unsupported(u"The model takes no input"_s);
    builder.addNodes();
    if (graph.at("outputs").size() != signature.at("output_specs").size())
        throw broken(u"The graph and its signature disagree about the outputs."_s);
    for (const json& spec : signature.at("output_specs"))
        addOutput(builder, spec);
    if (builder.graph().outputs.empty())
        throw unsupported(u"The model gives no tensor"_s, {},
                          u"Export a model whose forward() returns the class scores."_s);
    const qint64 parameters = countParameters(signature, builder);
    return {std::move(builder.graph()), u"pt2"_s, parameters};
}

} // namespace

ReadModel readExportedProgram(const QString& path)
{
    const Archive archive(path);
    checkLayout(archive);
    try {
        const QByteArray text = archive.read(u"models/model.json"_s);
        const json program = json::parse(text.begin(), text.end());
        checkVersion(program);
        ExportedWeights weights(archive);
        return readGraph(program, weights);
    } catch (const json::exception& error) {
        throw broken(u"Its description is not as expected: %1"_s.arg(QString::fromUtf8(error.what())));
    }
}

} // namespace saliscope::compute

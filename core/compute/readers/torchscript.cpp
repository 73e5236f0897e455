// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/readers/archive.h"
#include "core/compute/readers/readers.h"
#include "core/compute/readers/script/script_interpreter.h"

namespace saliscope::compute {

namespace {

/// What torch::jit::load's complaint means.
ComputeError loadError(const Archive& archive, const QString& complaint)
{
    if (complaint.contains(u"Unknown builtin op"_s)) {
        return {ErrorCode::ModelUnsupported, u"The model uses a custom operator"_s,
                complaint.section(u"Unknown builtin op"_s, 1).section(u'\n', 0, 0),
                u"Write that part with PyTorch's own operators and export the model again."_s};
    }
    const QStringList names = archive.names();
    if (std::any_of(names.begin(), names.end(), [&](const QString& name) {
            return name.endsWith(u".py"_s) && archive.read(name).contains("mkldnn");
        })) {
        return {ErrorCode::ModelUnsupported,
                u"The model went through optimize_for_inference, which no program can load back"_s, complaint,
                u"Save the model as it was before torch.jit.optimize_for_inference."_s};
    }
    return {ErrorCode::ModelBroken, u"The TorchScript file cannot be read"_s, complaint.section(u'\n', 0, 1),
            u"Export the model again; the file may be incomplete."_s};
}

torch::jit::Module loadModule(const QString& path)
{
    const Archive archive(path); // checks what every entry claims before torch believes it
    try {
        torch::jit::Module module = torch::jit::load(path.toStdString(), c10::Device(c10::kCPU));
        module.eval();
        return module;
    } catch (const c10::Error& error) {
        throw loadError(archive, QString::fromUtf8(error.what_without_backtrace()));
    } catch (const std::exception& error) {
        throw loadError(archive, QString::fromUtf8(error.what()));
    }
}

/// Arguments of forward() after self: the picture, and the defaults of everything else.
std::vector<ScriptValue> forwardArguments(const torch::jit::Module& module, const ScriptValue& picture)
{
    const auto method = module.find_method("forward");
    if (!method) {
        throw ComputeError(ErrorCode::ModelUnsupported, u"The model has no forward method"_s, {},
                           u"Save the module that classifies, with torch.jit.script or torch.jit.trace."_s);
    }
    const auto& schema = method->function().getSchema().arguments();
    std::vector<ScriptValue> arguments;
    for (std::size_t i = 1; i < schema.size(); ++i) {
        if (i == 1 && schema[i].type()->isSubtypeOf(*c10::TensorType::get())) {
            arguments.push_back(picture);
        } else if (i > 1 && schema[i].default_value()) {
            arguments.push_back(ScriptValue::constant(*schema[i].default_value()));
        } else {
            throw ComputeError(
                ErrorCode::ModelUnsupported, u"The model does not take one picture"_s,
                u"forward's argument \"%1\" has the type %2."_s.arg(
                    QString::fromStdString(schema[i].name()),
                    QString::fromStdString(schema[i].type()->str())),
                u"Wrap the model in a module whose forward takes one tensor, and export that."_s);
        }
    }
    if (arguments.empty())
        throw ComputeError(ErrorCode::ModelUnsupported, u"The model takes no picture"_s);
    return arguments;
}

/// Every tensor in what forward() returned, first to last.
void collectOutputs(const ScriptValue& value, GraphBuilder& builder, std::vector<ValueId>& outputs)
{
    if (value.isContainer()) {
        for (const ScriptValue& element : value.container().elements)
            collectOutputs(element, builder, outputs);
    } else if (value.example().isTensor() && value.isDynamic()) {
        outputs.push_back(builder.valueId(value));
    }
}

/// Sizes asked for a branch that is decided by now: nodes whose results nobody reads and that change nothing.
void removeUnread(Graph& graph)
{
    std::vector<bool> isRead(graph.values.size());
    for (const ValueId output : graph.outputs)
        isRead[std::size_t(output)] = true;
    std::vector<Node> kept;
    for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
        const bool writes = node->op.schema && node->op.schema->is_mutable();
        if (!writes && std::none_of(node->outputs.begin(), node->outputs.end(),
                                    [&](ValueId id) { return isRead[std::size_t(id)]; }))
            continue;
        forEachInput(*node, [&](ValueId id) { isRead[std::size_t(id)] = true; });
        kept.push_back(std::move(*node));
    }
    graph.nodes.assign(std::make_move_iterator(kept.rbegin()), std::make_move_iterator(kept.rend()));
}

} // namespace

ReadModel readTorchScript(const QString& path, const std::vector<int64_t>& exampleShape)
{
    ReadModel result;
    const torch::jit::Module module = loadModule(path);
    result.format = u"torchscript"_s;
    result.graph.inputShape = exampleShape;
    result.graph.inputShape.front() = -1;

    const at::NoGradGuard noGradients;
    GraphBuilder builder(result.graph);
    const ScriptValue picture = builder.addInput("input", at::rand(exampleShape));
    ScriptInterpreter interpreter(builder);
    const ScriptValue output = interpreter.callMethod(ScriptValue::attribute(module._ivalue(), {}), "forward",
                                                      forwardArguments(module, picture));
    collectOutputs(output, builder, result.graph.outputs);
    if (result.graph.outputs.empty()) {
        throw ComputeError(ErrorCode::ModelUnsupported,
                           u"The model's answer does not depend on the picture"_s, {},
                           u"forward must return a tensor of class scores."_s);
    }
    removeUnread(result.graph);
    for (const at::Tensor& parameter : module.parameters())
        result.parameters += parameter.numel();
    return result;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/graph.h"

#include <ATen/core/dispatch/Dispatcher.h>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"

namespace saliscope::compute {

void refuseFileAccess(const std::string& name)
{
    if (name != "aten::from_file" && name != "aten::save")
        return;
    throw ComputeError(
        ErrorCode::ModelUnsupported, u"The model wants to open or write a file"_s,
        u"Its operator %1 does; a model is only allowed to compute."_s.arg(QString::fromStdString(name)),
        u"Do not trust this file. Export the model again from its source without that operator."_s);
}

Operator dispatcherOperator(const std::string& name, const std::string& overload)
{
    refuseFileAccess(name);
    const std::string full = overload.empty() ? name : name + "." + overload;
    const auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
    if (!handle)
        throw ComputeError(
            ErrorCode::ModelUnsupported,
            u"The model uses the operator %1, which is not known here"_s.arg(QString::fromStdString(full)),
            u"Only PyTorch's own ATen operators can be run; custom, quantized and torchvision "
            "operators cannot."_s,
            u"Export the model again without that operator."_s);
    return {full, &handle->schema(), [op = *handle](torch::jit::Stack& stack) { op.callBoxed(stack); }};
}

namespace {

void visitArgument(const Argument& argument, const std::function<void(ValueId)>& visit)
{
    if (const ValueId* id = argument.valueId())
        visit(*id);
    else if (const auto* list = argument.list())
        for (const Argument& element : *list)
            visitArgument(element, visit);
}

} // namespace

void forEachInput(const Node& node, const std::function<void(ValueId)>& visit)
{
    for (const Argument& argument : node.inputs)
        visitArgument(argument, visit);
}

} // namespace saliscope::compute

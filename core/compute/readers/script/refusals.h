// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/csrc/jit/ir/ir.h>

#include <QString>

#include <string>

namespace saliscope::compute {

/// Throws the ModelUnsupported error for `node`, in module `path`: what cannot be taken and what to do.
[[noreturn]] void refuseNode(const torch::jit::Node& node, const std::string& path, const QString& title,
                             const QString& hint);
/// Throws for operators that run but cannot be explained: fused attention, quantised, prepacked, custom ones.
void refuseForeignOperator(const torch::jit::Node& node, const std::string& path);
/// Where the exported source says the node was written, and the module path.
QString nodeOrigin(const torch::jit::Node& node, const std::string& path);
/// "torchvision.models.resnet.BasicBlock" from TorchScript's mangled type name.
std::string plainTypeName(const c10::TypePtr& type);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/readers/script/refusals.h"

#include <QRegularExpression>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/graph/graph.h"

namespace saliscope::compute {

QString nodeOrigin(const torch::jit::Node& node, const std::string& path)
{
    QStringList parts{QString::fromUtf8(node.kind().toQualString())};
    if (!path.empty())
        parts += u"in module %1"_s.arg(QString::fromStdString(path));
    const auto range = node.sourceRange();
    if (const auto line = range.source() ? range.file_line_col() : std::nullopt)
        parts += u"at %1:%2"_s.arg(QString::fromStdString(std::get<0>(*line))).arg(std::get<1>(*line));
    return parts.join(u' ');
}

void refuseNode(const torch::jit::Node& node, const std::string& path, const QString& title,
                const QString& hint)
{
    throw ComputeError(ErrorCode::ModelUnsupported, title, nodeOrigin(node, path), hint);
}

void refuseForeignOperator(const torch::jit::Node& node, const std::string& path)
{
    const std::string name = node.kind().toQualString();
    refuseFileAccess(name);
    const std::string space = node.kind().ns().toUnqualString();
    if (name == "aten::_native_multi_head_attention" || name == "aten::_transformer_encoder_layer_fwd") {
        refuseNode(node, path,
                   u"The model was traced with PyTorch's fused attention, which has no derivative"_s,
                   u"Export it with torch.export.export and torch.export.save, or call "
                   "torch.backends.mha.set_fastpath_enabled(False) before torch.jit.trace."_s);
    }
    if (space == "quantized" || name.starts_with("aten::quantize_") ||
        name.starts_with("aten::fake_quantize")) {
        refuseNode(node, path, u"The model is quantised, and rounding has no derivative"_s,
                   u"Export the floating-point model that it was made from."_s);
    }
    if (space.find("prepacked") != std::string::npos || space == "mkldnn" ||
        name.find("mkldnn") != std::string::npos || name.find("MKLDNN") != std::string::npos) {
        refuseNode(node, path, u"The model went through optimize_for_inference, which removes derivatives"_s,
                   u"Save the model as it was before torch.jit.optimize_for_inference."_s);
    }
    if (space != "aten" && space != "prim") {
        refuseNode(node, path, u"The model uses a custom operator, %1"_s.arg(QString::fromStdString(name)),
                   u"Write that part of the model with PyTorch's own operators and export it again."_s);
    }
}

std::string plainTypeName(const c10::TypePtr& type)
{
    const auto named = type->cast<c10::NamedType>();
    if (!named || !named->name())
        return {};
    static const QRegularExpression mangling(u"(^__torch__\\.)|(___torch_mangle_\\d+\\.)"_s);
    return QString::fromStdString(named->name()->qualifiedName()).remove(mangling).toStdString();
}

} // namespace saliscope::compute

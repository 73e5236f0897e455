// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/finite_check.h"

#include <ATen/ATen.h>

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/graph/executor.h"

namespace saliscope::compute {

QString firstNotFinite(const Model& model, const at::Tensor& image, const CancelToken& cancel)
{
    const at::NoGradGuard noGrad;
    QString where;
    const auto look = [&](const Node& node, ValueId, const at::Tensor& result) {
        if (!where.isEmpty() || !result.is_floating_point() || result.isfinite().all().item<bool>())
            return;
        where = QString::fromStdString(node.op.name);
        if (!node.modulePath.empty())
            where = QCoreApplication::translate("FiniteCheck", "%1 in layer \"%2\"")
                        .arg(where, QString::fromStdString(node.modulePath));
    };
    Executor(model.graph()).run({image}, model.graph().outputs, cancel, look);
    return where;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/backward_rule_method.h"

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/graph/passes/redefine_gradients.h"
#include "core/compute/methods/target_score.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("BackwardRule", source);
}

} // namespace

at::Tensor BackwardRuleMethod::attribute(const MethodInput& input, const at::Tensor& batch) const
{
    return inputGradient(input.model, TargetScore(input.model, input.target), batch, input.cancel,
                         rule(input.params));
}

Remarks BackwardRuleMethod::remarks(const MethodInput& input) const
{
    Remarks remarks;
    QStringList others;
    const auto counts = countActivations(input.model.graph());
    for (const auto& [name, count] : counts)
        if (!isRectifierName(name))
            others += u"%1 × %2"_s.arg(count).arg(QString::fromStdString(name));
    if (counts.empty())
        remarks.warnings += text(QT_TRANSLATE_NOOP(
            "BackwardRule", "The model has no ReLU or similar activation: this is its plain gradient."));
    else if (!others.isEmpty())
        remarks.warnings +=
            text(QT_TRANSLATE_NOOP("BackwardRule",
                                   "The method is defined for ReLU; this model also has %1. Their own "
                                   "derivative stands for ReLU's."))
                .arg(others.join(u", "_s));
    return remarks;
}

} // namespace saliscope::compute

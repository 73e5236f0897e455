// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/rectgrad.h"

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/methods/reduction.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("RectGrad", source);
}

} // namespace

MethodInfo RectGrad::info() const
{
    return {
        .id = u"rectgrad"_s,
        .name = text(QT_TRANSLATE_NOOP("RectGrad", "RectGrad")),
        .summary = text(QT_TRANSLATE_NOOP(
            "RectGrad", "The gradient along the units that matter most in each layer; quiet backgrounds.")),
        .family = MethodInfo::Family::Rules,
        .params = {{.id = u"percentile"_s,
                    .name = text(QT_TRANSLATE_NOOP("RectGrad", "Percentile")),
                    .kind = ParamSpec::Kind::Real,
                    .defaultValue = 98.0,
                    .minimum = 0,
                    .maximum = 100,
                    .step = 1,
                    .unit = u"%"_s,
                    .help = text(QT_TRANSLATE_NOOP("RectGrad",
                                                   "How much of a layer is stopped: gradients go on where "
                                                   "activation times gradient is above this percentile. "
                                                   "The paper uses 98."))},
                   reductionParam(u"sum"_s)},
        .source = u"Kim, Seo, Jeon, Koo, Choe, Jeon 2019, arXiv:1902.04893"_s,
    };
}

BackwardRule RectGrad::rule(const ParamValues& params) const
{
    return {.kind = BackwardRule::Kind::Rectified, .percentile = params.value(u"percentile"_s).toDouble()};
}

} // namespace saliscope::compute

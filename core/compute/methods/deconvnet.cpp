// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/deconvnet.h"

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/methods/reduction.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Deconvnet", source);
}

} // namespace

MethodInfo Deconvnet::info() const
{
    return {
        .id = u"deconvnet"_s,
        .name = text(QT_TRANSLATE_NOOP("Deconvnet", "Deconvnet")),
        .summary = text(QT_TRANSLATE_NOOP(
            "Deconvnet",
            "What the network would draw backwards from the class; barely depends on which class.")),
        .family = MethodInfo::Family::Rules,
        .params = {reductionParam(u"sum"_s)},
        .presets = {{u"captum"_s,
                     u"captum"_s,
                     text(QT_TRANSLATE_NOOP("Deconvnet",
                                            "captum changes ReLU modules only; here functional ReLU, ReLU6 "
                                            "and clamps count, too.")),
                     {{u"reduction"_s, u"none"_s}},
                     {}}},
        .source = u"Zeiler, Fergus 2014, arXiv:1311.2901"_s,
    };
}

BackwardRule Deconvnet::rule(const ParamValues&) const
{
    return {.kind = BackwardRule::Kind::Deconvnet};
}

} // namespace saliscope::compute

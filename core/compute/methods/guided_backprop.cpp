// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/guided_backprop.h"

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/methods/reduction.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("GuidedBackprop", source);
}

} // namespace

MethodInfo GuidedBackprop::info() const
{
    return {
        .id = u"guided-backprop"_s,
        .name = text(QT_TRANSLATE_NOOP("GuidedBackprop", "Guided backpropagation")),
        .summary = text(QT_TRANSLATE_NOOP(
            "GuidedBackprop", "Sharp outlines of what excites the network; says little about which class.")),
        .family = MethodInfo::Family::Rules,
        .params = {reductionParam(u"sum"_s)},
        .presets = {{u"captum"_s,
                     u"captum"_s,
                     text(QT_TRANSLATE_NOOP("GuidedBackprop",
                                            "captum changes ReLU modules only; here functional ReLU, ReLU6 "
                                            "and clamps count, too.")),
                     {{u"reduction"_s, u"none"_s}},
                     {}},
                    {u"pytorch-grad-cam"_s,
                     u"pytorch-grad-cam"_s,
                     text(QT_TRANSLATE_NOOP("GuidedBackprop",
                                            "It changes nn.ReLU modules only, so ReLU6 and functional ReLU "
                                            "pass unguided there; here they are guided.")),
                     {{u"reduction"_s, u"none"_s}},
                     {}}},
        .source = u"Springenberg, Dosovitskiy, Brox, Riedmiller 2014, arXiv:1412.6806"_s,
    };
}

BackwardRule GuidedBackprop::rule(const ParamValues&) const
{
    return {.kind = BackwardRule::Kind::Guided};
}

} // namespace saliscope::compute

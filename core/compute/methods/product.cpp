// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/product.h"

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/methods/reduction.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Product", source);
}

} // namespace

MethodInfo ProductMethod::info() const
{
    const auto factor = [](const QString& id, const QString& name, const QString& method) {
        return ParamSpec{.id = id,
                         .name = name,
                         .kind = ParamSpec::Kind::Choice,
                         .defaultValue = method,
                         .help =
                             text(QT_TRANSLATE_NOOP("Product", "A method whose map is multiplied; it costs "
                                                               "what that map costs.")),
                         .choices = pointMethodChoices(Combinations::Without)};
    };
    return {
        .id = u"product"_s,
        .name = text(QT_TRANSLATE_NOOP("Product", "Product of two maps")),
        .summary = text(QT_TRANSLATE_NOOP("Product", "One map seen through another: guided Grad-CAM is sharp "
                                                     "like the one and knows the class like the other.")),
        .family = MethodInfo::Family::Combination,
        .params = {factor(u"a"_s, text(QT_TRANSLATE_NOOP("Product", "First map")), u"gradcam"_s),
                   factor(u"b"_s, text(QT_TRANSLATE_NOOP("Product", "Second map")), u"guided-backprop"_s),
                   reductionParam(u"sum"_s)},
        .presets = {{u"guided-gradcam"_s,
                     text(QT_TRANSLATE_NOOP("Product", "Guided Grad-CAM")),
                     text(QT_TRANSLATE_NOOP("Product",
                                            "As in the paper: Grad-CAM, enlarged bilinearly, times guided "
                                            "backpropagation; captum enlarges by nearest neighbours.")),
                     {{u"a"_s, u"gradcam"_s}, {u"b"_s, u"guided-backprop"_s}, {u"reduction"_s, u"sum"_s}},
                     {}}},
        .source = u"Selvaraju et al. 2016, arXiv:1610.02391"_s,
        .wraps = {u"a"_s, u"b"_s},
    };
}

at::Tensor ProductMethod::attribute(const MethodInput& input, const at::Tensor& batch) const
{
    const auto map = [&](const QString& factor) {
        return wrappedMethod(input.params, factor)
            .attribute(wrappedInput(input, factor), batch)
            .to(at::kDouble);
    };
    return map(u"a"_s) * map(u"b"_s);
}

Remarks ProductMethod::remarks(const MethodInput& input) const
{
    Remarks remarks = wrappedRemarks(input, u"a"_s);
    const Remarks second = wrappedRemarks(input, u"b"_s);
    remarks.notes += second.notes;
    remarks.warnings += second.warnings;
    return remarks;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/cam/cam_method.h"
#include "core/compute/methods/cam/cams.h"

#include <QCoreApplication>

#include "core/base/strings.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Cam", source);
}

/// HiRes-CAM: sum_k G_k A_k, place by place.
class HiResCam final : public CamMethod
{
public:
    HiResCam()
        : CamMethod(Reads::Gradients, Sign::Both)
    {}

protected:
    MethodInfo ownInfo() const override
    {
        return {
            .id = u"hirescam"_s,
            .name = u"HiRes-CAM"_s,
            .summary = text(QT_TRANSLATE_NOOP("Cam", "Every place weighted by its own gradient: exactly what "
                                                     "it adds where the rest of the model is linear.")),
            .presets = {{u"pytorch-grad-cam"_s,
                         u"pytorch-grad-cam"_s,
                         text(QT_TRANSLATE_NOOP("Cam", "Cuts negative values off, which the paper keeps.")),
                         {{u"relu"_s, true}},
                         RenderStyle{.highPercentile = 100}}},
            .source = u"Draelos and Carin 2020, arXiv:2011.08891"_s,
        };
    }

    at::Tensor map(const CamValues& values) const override
    {
        return weightedSum(values.gradients, values.activations);
    }
};

} // namespace

std::unique_ptr<Method> makeHiResCam()
{
    return std::make_unique<HiResCam>();
}

} // namespace saliscope::compute

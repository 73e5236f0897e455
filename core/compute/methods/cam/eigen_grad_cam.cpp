// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/cam/cam_method.h"
#include "core/compute/methods/cam/cams.h"
#include "core/compute/methods/cam/principal_map.h"

#include <QCoreApplication>

#include "core/base/strings.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Cam", source);
}

/// EigenGrad-CAM: the first principal component of activation times gradient.
class EigenGradCam final : public CamMethod
{
public:
    EigenGradCam()
        : CamMethod(Reads::Gradients, Sign::Both)
    {}

protected:
    MethodInfo ownInfo() const override
    {
        return {
            .id = u"eigengradcam"_s,
            .name = u"EigenGrad-CAM"_s,
            .summary = text(QT_TRANSLATE_NOOP(
                "Cam", "Eigen-CAM of activation times gradient, so that the class matters.")),
            .params = {centredParam()},
            .presets = {{u"pytorch-grad-cam"_s,
                         u"pytorch-grad-cam"_s,
                         text(QT_TRANSLATE_NOOP("Cam",
                                                "Takes the mean off and cuts negative values off; its sign "
                                                "is left to chance there, here it follows the sum.")),
                         {{u"centred"_s, true}, {u"relu"_s, true}},
                         RenderStyle{.highPercentile = 100}}},
            .source =
                u"pytorch-grad-cam (Gildenblat et al.); after Muhammad and Yeasin 2020, arXiv:2008.00299"_s,
        };
    }

    at::Tensor map(const CamValues& values) const override
    {
        return principalMap(values.gradients * values.activations,
                            values.input.params.value(u"centred"_s).toBool());
    }
};

} // namespace

std::unique_ptr<Method> makeEigenGradCam()
{
    return std::make_unique<EigenGradCam>();
}

} // namespace saliscope::compute

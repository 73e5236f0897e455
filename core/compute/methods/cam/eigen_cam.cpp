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

/// Eigen-CAM: the activations' first principal component. The same for every class.
class EigenCam final : public CamMethod
{
public:
    EigenCam()
        : CamMethod(Reads::Activations, Sign::Both)
    {}

protected:
    MethodInfo ownInfo() const override
    {
        return {
            .id = u"eigencam"_s,
            .name = u"Eigen-CAM"_s,
            .summary = text(QT_TRANSLATE_NOOP("Cam", "What dominates a layer, whatever the class: the first "
                                                     "principal component of its activations.")),
            .params = {centredParam()},
            .presets = {{u"pytorch-grad-cam"_s,
                         u"pytorch-grad-cam"_s,
                         text(QT_TRANSLATE_NOOP(
                             "Cam",
                             "Takes the mean off and cuts negative values off, which the paper does not; its "
                             "sign is left to chance there, here it follows the activations.")),
                         {{u"centred"_s, true}, {u"relu"_s, true}},
                         RenderStyle{.highPercentile = 100}}},
            .source = u"Muhammad and Yeasin 2020, arXiv:2008.00299"_s,
        };
    }

    at::Tensor map(const CamValues& values) const override
    {
        return principalMap(values.activations, values.input.params.value(u"centred"_s).toBool());
    }
};

} // namespace

std::unique_ptr<Method> makeEigenCam()
{
    return std::make_unique<EigenCam>();
}

} // namespace saliscope::compute

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

/// Layer-CAM: ReLU(sum_k ReLU(G_k) A_k), place by place.
class LayerCam final : public CamMethod
{
public:
    LayerCam()
        : CamMethod(Reads::Gradients, Sign::Positive)
    {}

protected:
    MethodInfo ownInfo() const override
    {
        return {
            .id = u"layercam"_s,
            .name = u"Layer-CAM"_s,
            .summary = text(QT_TRANSLATE_NOOP(
                "Cam",
                "Every place weighted by its own positive gradient; works on early, fine layers, too.")),
            .presets = {{u"torch-cam"_s,
                         u"torch-cam"_s,
                         text(QT_TRANSLATE_NOOP(
                             "Cam", "Several layers by the largest tanh(2 m), as in the paper; a layer alone "
                                    "is not bent. It bends the maps before it enlarges them, here they are "
                                    "enlarged first.")),
                         {{u"relu"_s, true}, {u"fuse"_s, u"tanh"_s}},
                         RenderStyle{.highPercentile = 100}}},
            .source = u"Jiang et al. 2021, doi:10.1109/TIP.2021.3089943"_s,
        };
    }

    at::Tensor map(const CamValues& values) const override
    {
        return weightedSum(values.gradients.relu(), values.activations);
    }
};

} // namespace

std::unique_ptr<Method> makeLayerCam()
{
    return std::make_unique<LayerCam>();
}

} // namespace saliscope::compute

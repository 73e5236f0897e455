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

/// Grad-CAM: ReLU(sum_k a_k A_k), a_k the mean of G_k over the places.
class GradCam final : public CamMethod
{
public:
    GradCam()
        : CamMethod(Reads::Gradients, Sign::Positive)
    {}

protected:
    MethodInfo ownInfo() const override
    {
        return {
            .id = u"gradcam"_s,
            .name = u"Grad-CAM"_s,
            .summary = text(QT_TRANSLATE_NOOP("Cam", "Which places of a late layer speak for the class: its "
                                                     "channels, weighted by their mean gradient.")),
            .presets =
                {{u"pytorch-grad-cam"_s,
                  u"pytorch-grad-cam"_s,
                  text(QT_TRANSLATE_NOOP("Cam", "The same map, then stretched from its smallest to its "
                                                "largest value. There the layer must be named.")),
                  {{u"relu"_s, true}, {u"upsampling"_s, u"bilinear"_s}},
                  RenderStyle{.highPercentile = 100}},
                 {u"torch-cam"_s,
                  u"torch-cam"_s,
                  text(QT_TRANSLATE_NOOP(
                      "Cam", "The same map, and of several layers the largest value; there the layer is the "
                             "last whose output has places.")),
                  {{u"relu"_s, true}, {u"upsampling"_s, u"bilinear"_s}, {u"fuse"_s, u"max"_s}},
                  RenderStyle{.highPercentile = 100}},
                 {u"tf-keras-vis"_s,
                  u"tf-keras-vis"_s,
                  text(QT_TRANSLATE_NOOP("Cam", "Enlarged from corner to corner, so every place lies up to "
                                                "half a cell from where it belongs.")),
                  {{u"relu"_s, true}, {u"upsampling"_s, u"aligned"_s}},
                  RenderStyle{.highPercentile = 100}},
                 {u"captum"_s,
                  u"captum"_s,
                  text(QT_TRANSLATE_NOOP(
                      "Cam",
                      "No ReLU, where the paper has one, and nearest neighbours, as its defaults are.")),
                  {{u"relu"_s, false}, {u"upsampling"_s, u"nearest"_s}},
                  RenderStyle{.highPercentile = 100}}},
            .source = u"Selvaraju et al. 2016, arXiv:1610.02391"_s,
        };
    }

    at::Tensor map(const CamValues& values) const override
    {
        return weightedSum(values.gradients.mean(at::IntArrayRef{2, 3}), values.activations);
    }
};

} // namespace

std::unique_ptr<Method> makeGradCam()
{
    return std::make_unique<GradCam>();
}

} // namespace saliscope::compute

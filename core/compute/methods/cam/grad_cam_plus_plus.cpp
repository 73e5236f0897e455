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

/// Grad-CAM++: weights sum over places of a ReLU(G), a = G^2 / (2 G^2 + G^3 sum A + epsilon), 0 where G is 0
/// or the quotient has no value.
class GradCamPlusPlus final : public CamMethod
{
public:
    GradCamPlusPlus()
        : CamMethod(Reads::Gradients, Sign::Positive)
    {}

protected:
    MethodInfo ownInfo() const override
    {
        return {
            .id = u"gradcam-plus-plus"_s,
            .name = u"Grad-CAM++"_s,
            .summary = text(QT_TRANSLATE_NOOP(
                "Cam",
                "Grad-CAM with more weight on places that raise the score, so several objects are covered.")),
            .params = {{.id = u"epsilon"_s,
                        .name = text(QT_TRANSLATE_NOOP("Cam", "Epsilon")),
                        .kind = ParamSpec::Kind::Real,
                        .defaultValue = 0.0,
                        .minimum = 0,
                        .maximum = 1,
                        .help = text(QT_TRANSLATE_NOOP(
                            "Cam", "Added to the divisor. Where gradients are small, as behind average "
                                   "pooling, even 1e-6 takes the place of the formula. 0: the paper.")),
                        .advanced = true},
                       {.id = u"normalised"_s,
                        .name = text(QT_TRANSLATE_NOOP("Cam", "Weights sum to one")),
                        .kind = ParamSpec::Kind::Boolean,
                        .defaultValue = false,
                        .help = text(QT_TRANSLATE_NOOP(
                            "Cam",
                            "Divides the weights of a channel's places by their sum before they are used.")),
                        .advanced = true}},
            .presets = {{u"pytorch-grad-cam"_s,
                         u"pytorch-grad-cam"_s,
                         text(QT_TRANSLATE_NOOP(
                             "Cam", "Adds 1e-6 to the divisor, which is far larger than the squares of most "
                                    "gradients: near Grad-CAM of the positive gradients.")),
                         {{u"epsilon"_s, 1e-6}, {u"normalised"_s, false}, {u"relu"_s, true}},
                         RenderStyle{.highPercentile = 100}},
                        {u"tf-keras-vis"_s,
                         u"tf-keras-vis"_s,
                         text(QT_TRANSLATE_NOOP("Cam",
                                                "Weights of a channel sum to one; its factor exp(score) is "
                                                "left out: it changes no picture until it overflows.")),
                         {{u"epsilon"_s, 0.0},
                          {u"normalised"_s, true},
                          {u"relu"_s, true},
                          {u"upsampling"_s, u"aligned"_s}},
                         RenderStyle{.highPercentile = 100}}},
            .source = u"Chattopadhyay et al. 2017, arXiv:1710.11063"_s,
        };
    }

    at::Tensor map(const CamValues& values) const override
    {
        const ParamValues& params = values.input.params;
        const at::Tensor& g = values.gradients;
        const at::Tensor square = g.square();
        const at::Tensor total = values.activations.sum(at::IntArrayRef{2, 3}, true);
        const at::Tensor divisor = 2 * square + square * g * total + params.value(u"epsilon"_s).toDouble();
        const at::Tensor none = at::zeros_like(g);
        at::Tensor a = at::where(divisor != 0, square / divisor, none);
        if (params.value(u"normalised"_s).toBool()) {
            const at::Tensor sum = a.sum(at::IntArrayRef{2, 3}, true);
            a = at::where(sum != 0, a / sum, none);
        }
        return weightedSum((a * g.relu()).sum(at::IntArrayRef{2, 3}), values.activations);
    }
};

} // namespace

std::unique_ptr<Method> makeGradCamPlusPlus()
{
    return std::make_unique<GradCamPlusPlus>();
}

} // namespace saliscope::compute

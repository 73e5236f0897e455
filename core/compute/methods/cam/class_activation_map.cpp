// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/cam/cam_method.h"
#include "core/compute/methods/cam/cams.h"

#include <QCoreApplication>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/methods/cam/linear_head.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Cam", source);
}

/// CAM: sum_k w_k A_k, w the classifier's weights of the class. They are read as the gradient of the logit
/// summed over the places, once the graph has shown that only an average and linear layers follow.
class ClassActivationMap final : public CamMethod
{
public:
    ClassActivationMap()
        : CamMethod(Reads::Gradients, Sign::Both)
    {}

protected:
    MethodInfo ownInfo() const override
    {
        return {
            .id = u"cam"_s,
            .name = u"CAM"_s,
            .summary = text(
                QT_TRANSLATE_NOOP("Cam", "The classifier's own weights laid over the last layer. Exact, but "
                                         "only for models that end in an average and one linear layer.")),
            .source = u"Zhou et al. 2015, arXiv:1512.04150"_s,
        };
    }

    at::Tensor map(const CamValues& values) const override
    {
        checkHead(values);
        return weightedSum(values.gradients.sum(at::IntArrayRef{2, 3}), values.activations);
    }

private:
    static void checkHead(const CamValues& values)
    {
        const MethodInput& input = values.input;
        const Target& target = input.target;
        if (target.kind != Target::Kind::Class || target.score != Target::Score::Logit)
            throw ComputeError(ErrorCode::InvalidArgument, u"CAM explains the logit of a class only"_s,
                               u"Its weights are the classifier's, which make logits."_s,
                               u"Explain the logit, or use Grad-CAM."_s);
        const ValueId output = input.model.output();
        const QString obstacle = input.model.info().card.output != OutputKind::Logits
                                     ? u"the model gives probabilities"_s
                                     : linearHeadObstacle(input.model.graph({values.layer.value, output}),
                                                          values.layer.value, output);
        const at::Tensor& g = values.gradients;
        const at::Tensor spread = g.amax(at::IntArrayRef{2, 3}) - g.amin(at::IntArrayRef{2, 3});
        const bool isEven = (spread.max() <= 1e-5 * g.abs().max()).item<bool>();
        if (obstacle.isEmpty() && isEven)
            return;
        throw ComputeError(
            ErrorCode::InvalidArgument, u"CAM does not fit layer \"%1\""_s.arg(values.layer.name),
            u"It needs a layer behind which come an average over all places and a linear layer; here %1."_s
                .arg(obstacle.isEmpty() ? u"the average leaves several places"_s : obstacle),
            u"Choose the layer before the average, or use Grad-CAM, which fits any head."_s);
    }
};

} // namespace

std::unique_ptr<Method> makeCam()
{
    return std::make_unique<ClassActivationMap>();
}

} // namespace saliscope::compute

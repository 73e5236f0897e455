// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/cam/cam_method.h"
#include "core/compute/methods/cam/cams.h"

#include <QCoreApplication>

#include <array>

#include "core/base/strings.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Cam", source);
}

/// XGrad-CAM: weights sum(G A) / sum(A) over the places, 0 where a channel sums to 0.
class XGradCam final : public CamMethod
{
public:
    XGradCam()
        : CamMethod(Reads::Gradients, Sign::Positive)
    {}

protected:
    MethodInfo ownInfo() const override
    {
        return {
            .id = u"xgradcam"_s,
            .name = u"XGrad-CAM"_s,
            .summary = text(
                QT_TRANSLATE_NOOP("Cam", "Grad-CAM whose gradients count more where the channel is active.")),
            .source = u"Fu et al. 2020, arXiv:2008.02312"_s,
        };
    }

    at::Tensor map(const CamValues& values) const override
    {
        const std::array<int64_t, 2> places{2, 3};
        const at::Tensor total = values.activations.sum(places);
        const at::Tensor weighted = (values.gradients * values.activations).sum(places);
        return weightedSum(at::where(total != 0, weighted / total, at::zeros_like(total)),
                           values.activations);
    }
};

} // namespace

std::unique_ptr<Method> makeXGradCam()
{
    return std::make_unique<XGradCam>();
}

} // namespace saliscope::compute

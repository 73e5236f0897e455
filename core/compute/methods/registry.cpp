// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/compute/ascent/ascent_params.h"
#include "core/compute/methods/cam/cams.h"
#include "core/compute/methods/deconvnet.h"
#include "core/compute/methods/expected_gradients.h"
#include "core/compute/methods/gradient.h"
#include "core/compute/methods/guided_backprop.h"
#include "core/compute/methods/integrated_gradients.h"
#include "core/compute/methods/method.h"
#include "core/compute/methods/occlusion.h"
#include "core/compute/methods/product.h"
#include "core/compute/methods/rectgrad.h"
#include "core/compute/methods/rise.h"
#include "core/compute/methods/smoothgrad.h"

namespace saliscope::compute {

const std::vector<std::unique_ptr<Method>>& methodRegistry()
{
    static const auto registry = [] {
        std::vector<std::unique_ptr<Method>> methods;
        methods.push_back(std::make_unique<SmoothGrad>());
        methods.push_back(std::make_unique<GradientMethod>());
        methods.push_back(std::make_unique<InputXGradientMethod>());
        methods.push_back(std::make_unique<IntegratedGradients>());
        methods.push_back(std::make_unique<ExpectedGradients>());
        methods.push_back(std::make_unique<GuidedBackprop>());
        methods.push_back(std::make_unique<Deconvnet>());
        methods.push_back(std::make_unique<RectGrad>());
        methods.push_back(makeCam());
        methods.push_back(makeGradCam());
        methods.push_back(makeGradCamPlusPlus());
        methods.push_back(makeXGradCam());
        methods.push_back(makeLayerCam());
        methods.push_back(makeHiResCam());
        methods.push_back(makeEigenCam());
        methods.push_back(makeEigenGradCam());
        methods.push_back(makeScoreCam());
        methods.push_back(makeAblationCam());
        methods.push_back(std::make_unique<Occlusion>());
        methods.push_back(std::make_unique<Rise>());
        methods.push_back(std::make_unique<ProductMethod>());
        return methods;
    }();
    return registry;
}

const Method* findMethod(const QString& id)
{
    const auto& methods = methodRegistry();
    const auto found = std::find_if(methods.begin(), methods.end(),
                                    [&](const auto& method) { return method->info().id == id; });
    return found == methods.end() ? nullptr : found->get();
}

QList<MethodInfo> methodInfos()
{
    QList<MethodInfo> infos;
    for (const auto& method : methodRegistry())
        infos << method->info();
    return infos << ascentInfo();
}

} // namespace saliscope::compute

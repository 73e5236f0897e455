// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/model/predict.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace saliscope::compute {

Prediction predict(Model& model, const at::Tensor& input, const InputGeometry& geometry,
                   const CancelToken& cancel)
{
    const at::Tensor output = model.engine().forward(input, {model.output()}, false, cancel).front();
    const at::NoGradGuard noGrad;
    const at::Tensor logits = model.logits(output)[0].to(at::kCPU, at::kDouble).contiguous();
    const at::Tensor probabilities = model.probabilities(output)[0].to(at::kCPU, at::kDouble).contiguous();

    Prediction prediction;
    prediction.geometry = geometry;
    for (int i = 0; i < logits.size(0); ++i) {
        prediction.classes += ClassScore{i, model.info().label(i), probabilities.const_data_ptr<double>()[i],
                                         logits.const_data_ptr<double>()[i]};
    }
    std::stable_sort(prediction.classes.begin(), prediction.classes.end(),
                     [](const ClassScore& a, const ClassScore& b) { return a.logit > b.logit; });
    return prediction;
}

} // namespace saliscope::compute

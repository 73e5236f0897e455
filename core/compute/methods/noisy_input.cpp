// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/noisy_input.h"

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/methods/smoothgrad.h"
#include "core/compute/model/predict.h"
#include "core/compute/tensors.h"
#include "core/imaging/preprocess.h"

namespace saliscope::compute {

NoisyInput noisyInput(Model& model, const Recipe& recipe, const Picture& picture, int sample,
                      const CancelToken& cancel)
{
    const MethodInfo smoothGrad = SmoothGrad().info();
    if (recipe.method != smoothGrad.id)
        throw ComputeError(ErrorCode::InvalidArgument,
                           u"\"%1\" adds no noise to the photo"_s.arg(recipe.method), {},
                           u"Choose the method \"%1\"."_s.arg(smoothGrad.id));
    const InputSpec& spec = model.info().card.input;
    const auto prepared = preprocess(picture, spec, recipe.framing);
    if (!prepared)
        throw ComputeError(prepared.error());
    const MethodInput input{.model = model,
                            .image = inputTensor(prepared->values, model.tensorOptions()),
                            .target = recipe.target,
                            .params = smoothGrad.completed(recipe.params),
                            .seed = recipe.seed};
    const double sigma = noiseSigma(input);
    const at::Tensor noisy = noisyCopies(input, sigma, sample, 1);
    return {.picture = inputImage(floatMap(noisy[0]), spec),
            .prediction = predict(model, noisy, prepared->geometry, cancel),
            .sample = sample,
            .noiseSigma = sigma,
            .noiseLevels = noiseInLevels(sigma, spec)};
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/zero_gradient.h"

#include <ATen/ATen.h>

#include <QCoreApplication>

#include "core/base/strings.h"

namespace saliscope::compute {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("ZeroGradient", source);
}

bool isZero(const at::Tensor& tensor)
{
    return !tensor.any().item<bool>();
}

/// The values of the layers, in the order in which they are computed, each once.
std::vector<ValueId> layerValues(const Model& model)
{
    std::vector<ValueId> ids;
    for (const LayerInfo& layer : model.info().layers)
        if (const ValueId id = model.layerValue(layer.name); id >= 0)
            ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

QString layerName(const Model& model, ValueId id)
{
    for (const LayerInfo& layer : model.info().layers)
        if (model.layerValue(layer.name) == id)
            return layer.name;
    return {};
}

/// What stops a gradient that arrives at a layer with these values.
QString reason(const at::Tensor& after)
{
    if (isZero(after))
        return text(QT_TRANSLATE_NOOP("ZeroGradient", "every unit there is shut on this photo"));
    return text(QT_TRANSLATE_NOOP("ZeroGradient", "no unit there that is active leads to the score"));
}

} // namespace

QString whyGradientIsZero(Model& model, const TargetScore& target, const at::Tensor& image,
                          const CancelToken& cancel)
{
    std::vector<ValueId> layers = layerValues(model);
    std::vector<ValueId> kept = layers;
    kept.push_back(target.value());
    GradientEngine& engine = model.engine(kept);
    const std::vector<at::Tensor> values = engine.forward(image, kept, true, cancel);
    const at::Tensor seed = target.gradient(values.back());
    if (isZero(seed))
        return text(QT_TRANSLATE_NOOP(
            "ZeroGradient", "The gradient is exactly zero from the output on, because the probability is 0 "
                            "or 1 to the last digit; explain the logit instead."));
    std::vector<at::Tensor> seeds(kept.size());
    seeds.back() = seed;
    const std::vector<at::Tensor> gradients = engine.backward(seeds, layers, cancel);
    std::size_t last = layers.size(); // The last layer that gets none although one behind it does.
    bool isAlive = false;
    for (std::size_t i = layers.size(); i-- > 0;) {
        const bool isDead = isZero(gradients[i]);
        if (isDead && isAlive) {
            last = i;
            break;
        }
        isAlive |= !isDead;
    }
    if (last == layers.size())
        return isAlive ? QString()
                       : text(QT_TRANSLATE_NOOP("ZeroGradient",
                                                "The score does not depend on the photo: no gradient "
                                                "reaches any layer."));
    return text(QT_TRANSLATE_NOOP("ZeroGradient",
                                  "The gradient is exactly zero from layer \"%1\" on, towards the photo, "
                                  "because %2."))
        .arg(layerName(model, layers[last]), reason(values[last + 1]));
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/ascent_loop.h"

#include <QCoreApplication>

#include <torch/csrc/autograd/autograd.h>

#include <cmath>

#include "core/base/strings.h"
#include "core/compute/ascent/network_input.h"
#include "core/compute/ascent/regularisers.h"
#include "core/compute/compute_error.h"

namespace saliscope::compute {

namespace {

std::unique_ptr<ImageParameterisation> makeImage(const AscentSettings& settings, const InputSpec& spec)
{
    return settings.image == AscentSettings::Image::Pixel
               ? makePixelImage(spec.height, spec.width)
               : makeFourierImage(spec.height, spec.width, settings.decay);
}

std::unique_ptr<Optimiser> makeOptimiser(const AscentSettings& settings)
{
    return settings.optimiser == AscentSettings::Optimiser::Adam ? makeAdam() : makeNormalisedGradient();
}

std::vector<Transform> makeTransforms(const AscentSettings& settings)
{
    std::vector<Transform> transforms;
    if (settings.pad > 0)
        transforms.push_back(pad(settings.pad));
    if (settings.jitter > 0)
        transforms.push_back(jitter(settings.jitter));
    if (settings.scale > 0)
        transforms.push_back(randomScale(settings.scale));
    if (settings.rotate > 0)
        transforms.push_back(randomRotate(settings.rotate));
    if (settings.jitterAfter > 0)
        transforms.push_back(jitter(settings.jitterAfter));
    return transforms;
}

std::vector<Transform> makeDrifts(const AscentSettings& settings)
{
    std::vector<Transform> drifts;
    if (settings.driftAngle > 0)
        drifts.push_back(normalRotate(settings.driftAngle));
    if (settings.driftShift > 0)
        drifts.push_back(normalRoll(settings.driftShift));
    return drifts;
}

/// The weighted penalties that are in use, as terms; `gradient`, where given, becomes that of their sum, or
/// undefined when there are none.
QList<LossTerm> penaltyTerms(const at::Tensor& picture, const AscentSettings& settings, at::Tensor* gradient)
{
    if (settings.l2 == 0 && settings.totalVariation == 0) {
        if (gradient)
            gradient->reset();
        return {};
    }
    const Penalties weights{.sumOfSquares = -settings.l2, .totalVariation = -settings.totalVariation};
    const Penalties found = penalties(picture, weights, gradient);
    QList<LossTerm> terms;
    if (settings.l2 != 0)
        terms << LossTerm{u"L2"_s, weights.sumOfSquares * found.sumOfSquares};
    if (settings.totalVariation != 0)
        terms << LossTerm{QCoreApplication::translate("Ascent", "Total variation"),
                          weights.totalVariation * found.totalVariation};
    return terms;
}

Objective objective(const at::Tensor& scores, const QList<LossTerm>& penalties)
{
    Objective result{
        .terms = {LossTerm{QCoreApplication::translate("Ascent", "Score"), scores[0].item<double>()}}};
    result.terms << penalties;
    for (const LossTerm& term : result.terms)
        result.value += term.value;
    if (!std::isfinite(result.value))
        throw ComputeError(ErrorCode::NotFinite, u"The objective is no longer a number"_s,
                           u"The score or a penalty has grown beyond what can be computed."_s,
                           u"Reset the run and lower the step size."_s);
    return result;
}

} // namespace

AscentLoop::AscentLoop(Model& model, const AscentSettings& settings, quint64 seed)
    : m_model(model)
    , m_spec(model.info().card.input)
    , m_settings(settings)
{
    rebuild();
    const auto dtype = c10::typeMetaToScalarType(model.tensorOptions().dtype());
    take(m_image->start(seed, settings.startSpread, dtype).to(model.tensorOptions()));
}

void AscentLoop::rebuild()
{
    m_image = makeImage(m_settings, m_spec);
    m_optimiser = makeOptimiser(m_settings);
    m_transforms = makeTransforms(m_settings);
    m_drifts = makeDrifts(m_settings);
}

void AscentLoop::setParameters(const at::Tensor& parameters)
{
    take(parameters.clone());
}

void AscentLoop::take(const at::Tensor& parameters)
{
    const at::AutoGradMode record(true);
    m_parameters = parameters.detach().requires_grad_(true);
    m_picture = m_image->picture(m_parameters);
}

void AscentLoop::setPicture(const at::Tensor& picture)
{
    const at::NoGradGuard noGrad;
    setParameters(m_image->parameters(picture.detach()));
}

void AscentLoop::setSettings(const AscentSettings& settings)
{
    const AscentSettings before = std::exchange(m_settings, settings);
    m_transforms = makeTransforms(settings);
    m_drifts = makeDrifts(settings);
    if (settings.image != before.image || settings.decay != before.decay) {
        const at::Tensor shown = picture();
        rebuild();
        setPicture(shown);
    } else if (settings.optimiser != before.optimiser) {
        m_optimiser = makeOptimiser(settings);
    }
}

at::Tensor AscentLoop::seenByNetwork(const at::Tensor& picture, Draws& draws) const
{
    at::Tensor seen = picture;
    for (const Transform& transform : m_transforms)
        seen = transform(seen, draws);
    return networkInput(resized(seen, m_spec.height, m_spec.width), m_spec);
}

/// Changes the picture itself, as far as its parameters can express that.
void AscentLoop::drift(Draws& draws, at::Tensor& leaf, at::Tensor& picture) const
{
    if (m_drifts.empty())
        return;
    at::Tensor moved = picture.detach();
    for (const Transform& transform : m_drifts)
        moved = transform(moved, draws);
    leaf = m_image->parameters(moved).detach().requires_grad_(true);
    picture = m_image->picture(leaf);
}

Objective AscentLoop::step(const TargetScore& target, Draws& draws, bool isLast, const CancelToken& cancel)
{
    const at::AutoGradMode record(true);
    at::Tensor leaf = m_parameters;
    at::Tensor picture = m_picture;
    drift(draws, leaf, picture);

    const at::Tensor seen = seenByNetwork(picture, draws);
    GradientEngine& engine = m_model.engine({target.value()});
    const at::Tensor value = engine.forward(seen.detach(), {target.value()}, true, cancel).front();
    const Objective result =
        objective(target.scores(value), penaltyTerms(picture, m_settings, &m_penaltyGradient));

    std::vector<at::Tensor> ends{seen};
    std::vector<at::Tensor> gradients{engine.backward({target.gradient(value)}, {}, cancel).front()};
    if (m_penaltyGradient.defined()) {
        ends.push_back(picture);
        gradients.push_back(m_penaltyGradient);
    }
    const at::Tensor gradient = torch::autograd::grad(ends, {leaf}, gradients).front();

    at::Tensor parameters = leaf.detach(); // Its memory: from here on nothing fails.
    m_optimiser->ascend(parameters, gradient, m_settings.rate);
    if (m_settings.clip && !isLast)
        m_image->clip(parameters);
    take(parameters);
    return result;
}

at::Tensor AscentLoop::forward(ValueId value, const CancelToken& cancel)
{
    const at::NoGradGuard noGrad;
    return m_model.engine({value}).forward(networkInput(picture(), m_spec), {value}, false, cancel).front();
}

Target AscentLoop::rankResolved(const Target& target, const CancelToken& cancel)
{
    return resolvedTarget(target, m_model.logits(forward(m_model.output(), cancel))[0]);
}

std::pair<at::Tensor, Objective> AscentLoop::evaluate(const TargetScore& target, const CancelToken& cancel)
{
    const at::NoGradGuard noGrad;
    const at::Tensor value = forward(target.value(), cancel);
    return {value, objective(target.scores(value), penaltyTerms(picture(), m_settings, nullptr))};
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/target_score.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"

namespace saliscope::compute {

namespace {

/// Channels come second, except in token sequences (N, tokens, channels).
int64_t channelDimension(const at::Tensor& value)
{
    return value.dim() == 3 ? 2 : 1;
}

ValueId targetValue(const Model& model, const Target& target)
{
    if (target.kind == Target::Kind::Class) {
        if (target.index < 0 || target.index >= model.info().classCount)
            throw ComputeError(ErrorCode::InvalidArgument, u"The model has no class %1"_s.arg(target.index),
                               u"It has %1 classes, counted from 0."_s.arg(model.info().classCount),
                               u"Choose a class from the list of predictions."_s);
        return model.output();
    }
    const ValueId value = model.layerValue(target.layer);
    if (value < 0)
        throw ComputeError(ErrorCode::InvalidArgument, u"The model has no layer \"%1\""_s.arg(target.layer),
                           {}, u"\"saliscope model FILE --layers\" lists the layers."_s);
    return value;
}

} // namespace

TargetScore::TargetScore(const Model& model, const Target& target)
    : m_model(model)
    , m_target(target)
    , m_value(targetValue(model, target))
{}

QString TargetScore::label() const
{
    return m_target.kind == Target::Kind::Class ? m_model.info().label(m_target.index) : targetText(m_target);
}

at::Tensor TargetScore::scores(const at::Tensor& value) const
{
    if (m_target.kind == Target::Kind::Class) {
        const bool isLogit = m_target.score == Target::Score::Logit;
        return (isLogit ? m_model.logits(value) : m_model.probabilities(value)).select(1, m_target.index);
    }
    const int64_t dimension = value.dim() < 2 ? -1 : channelDimension(value);
    if (dimension < 0 || m_target.index < 0 || m_target.index >= value.size(dimension))
        throw ComputeError(
            ErrorCode::InvalidArgument,
            u"Layer \"%1\" has no unit %2"_s.arg(m_target.layer).arg(m_target.index),
            u"It has %1 units, counted from 0."_s.arg(dimension < 0 ? 0 : value.size(dimension)));
    return value.select(dimension, m_target.index).reshape({value.size(0), -1}).mean(1);
}

at::Tensor TargetScore::gradient(const at::Tensor& value) const
{
    const at::AutoGradMode record(true);
    const at::Tensor leaf = value.detach().requires_grad_(true);
    return torch::autograd::grad({scores(leaf).sum()}, {leaf}).front();
}

ClassScore TargetScore::classScore(const at::Tensor& value) const
{
    const at::NoGradGuard noGrad;
    ClassScore score{.index = m_target.index, .label = label()};
    if (m_target.kind == Target::Kind::Class) {
        score.logit = m_model.logits(value)[0][m_target.index].item<double>();
        score.probability = m_model.probabilities(value)[0][m_target.index].item<double>();
    } else {
        score.logit = scores(value)[0].item<double>();
    }
    return score;
}

Target resolvedTarget(Target target, const at::Tensor& logits)
{
    if (target.kind != Target::Kind::Rank)
        return target;
    if (target.index < 0 || target.index >= logits.numel())
        throw ComputeError(ErrorCode::InvalidArgument,
                           u"There is no class of rank %1"_s.arg(target.index + 1),
                           u"The model has %1 classes."_s.arg(logits.numel()));
    const at::Tensor order = at::argsort(logits, true, 0, true);
    target.kind = Target::Kind::Class;
    target.index = order[target.index].item<int>();
    return target;
}

at::Tensor inputGradient(Model& model, const TargetScore& target, const at::Tensor& batch,
                         const CancelToken& cancel)
{
    GradientEngine& engine = model.engine({target.value()});
    const at::Tensor value = engine.forward(batch, {target.value()}, true, cancel).front();
    return engine.backward({target.gradient(value)}, {}, cancel).front();
}

} // namespace saliscope::compute

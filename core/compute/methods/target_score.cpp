// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/target_score.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"

namespace saliscope::compute {

namespace {

/// Which places `unit` (N, places...) has.
QString placesText(const at::Tensor& unit)
{
    if (unit.dim() == 3)
        return u"It has the rows 0 to %1 and the columns 0 to %2."_s.arg(unit.size(1) - 1)
            .arg(unit.size(2) - 1);
    if (unit.dim() == 2)
        return u"It has the tokens 0 to %1."_s.arg(unit.size(1) - 1);
    return u"Its units have no places."_s;
}

/// The value of `unit` (N, places...) at the target's row and column.
at::Tensor atPlace(const at::Tensor& unit, const Target& target)
{
    const bool hasColumn = target.column >= 0;
    const bool fits = unit.dim() == (hasColumn ? 3 : 2) && target.row < unit.size(1) &&
                      (!hasColumn || target.column < unit.size(2));
    if (!fits)
        throw ComputeError(ErrorCode::InvalidArgument,
                           u"Layer \"%1\" has no place %2"_s.arg(target.layer, targetText(target)),
                           placesText(unit),
                           u"Give LAYER:UNIT@ROW,COLUMN for maps, LAYER:UNIT@TOKEN for tokens."_s);
    return hasColumn ? unit.select(1, target.row).select(1, target.column) : unit.select(1, target.row);
}

/// Channels come second, except in token sequences (N, tokens, channels).
int64_t channelDimension(const at::Tensor& value)
{
    return value.dim() == 3 ? 2 : 1;
}

void checkClass(const Model& model, int index)
{
    if (index < 0 || index >= model.info().classCount)
        throw ComputeError(ErrorCode::InvalidArgument, u"The model has no class %1"_s.arg(index),
                           u"It has %1 classes, counted from 0."_s.arg(model.info().classCount),
                           u"Choose a class from the list of predictions."_s);
}

ValueId targetValue(const Model& model, const Target& target)
{
    if (target.kind == Target::Kind::Class) {
        checkClass(model, target.index);
        if (target.versus)
            checkClass(model, target.versus->index);
        if (target.versus && target.versus->index == target.index)
            throw ComputeError(ErrorCode::InvalidArgument,
                               u"\"%1\" is compared with itself"_s.arg(model.info().label(target.index)), {},
                               u"Choose another class to compare with."_s);
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
    if (m_target.kind != Target::Kind::Class)
        return targetText(m_target);
    const QString label = m_model.info().label(m_target.index);
    return m_target.versus ? u"%1 − %2"_s.arg(label, m_model.info().label(m_target.versus->index)) : label;
}

at::Tensor TargetScore::scores(const at::Tensor& value) const
{
    if (m_target.kind == Target::Kind::Class) {
        const at::Tensor all = m_target.score == Target::Score::Logit ? m_model.logits(value)
                               : m_target.score == Target::Score::Probability
                                   ? m_model.probabilities(value)
                                   : m_model.logProbabilities(value);
        const at::Tensor score = all.select(1, m_target.index);
        return m_target.versus ? score - all.select(1, m_target.versus->index) : score;
    }
    const int64_t dimension = value.dim() < 2 ? -1 : channelDimension(value);
    if (dimension < 0 || m_target.index < 0 || m_target.index >= value.size(dimension))
        throw ComputeError(
            ErrorCode::InvalidArgument,
            u"Layer \"%1\" has no unit %2"_s.arg(m_target.layer).arg(m_target.index),
            u"It has %1 units, counted from 0."_s.arg(dimension < 0 ? 0 : value.size(dimension)));
    const at::Tensor unit = value.select(dimension, m_target.index);
    return m_target.row < 0 ? unit.reshape({value.size(0), -1}).mean(1) : atPlace(unit, m_target);
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
        const at::Tensor logits = m_model.logits(value)[0];
        score.logit = logits[m_target.index].item<double>();
        if (m_target.versus)
            score.logit -= logits[m_target.versus->index].item<double>();
        score.probability = m_model.probabilities(value)[0][m_target.index].item<double>();
    } else {
        score.logit = scores(value)[0].item<double>();
    }
    return score;
}

Target resolvedTarget(Target target, const at::Tensor& logits)
{
    const auto classOfRank = [&](int rank) {
        if (rank < 0 || rank >= logits.numel())
            throw ComputeError(ErrorCode::InvalidArgument, u"There is no class of rank %1"_s.arg(rank + 1),
                               u"The model has %1 classes."_s.arg(logits.numel()));
        return at::argsort(logits, true, 0, true)[rank].item<int>();
    };
    if (target.kind == Target::Kind::Rank) {
        target.kind = Target::Kind::Class;
        target.index = classOfRank(target.index);
    }
    if (target.versus && target.versus->isRank)
        target.versus = ClassChoice{false, classOfRank(target.versus->index)};
    return target;
}

at::Tensor inputGradient(Model& model, const TargetScore& target, const at::Tensor& batch,
                         const CancelToken& cancel, const BackwardRule& rule)
{
    GradientEngine& engine = model.engine({target.value()}, rule);
    const at::Tensor value = engine.forward(batch, {target.value()}, true, cancel).front();
    return engine.backward({target.gradient(value)}, {}, cancel).front();
}

at::Tensor scoresOf(Model& model, const TargetScore& target, const at::Tensor& batch,
                    const CancelToken& cancel)
{
    const at::NoGradGuard noGrad;
    return target.scores(
        model.engine({target.value()}).forward(batch, {target.value()}, false, cancel).front());
}

} // namespace saliscope::compute

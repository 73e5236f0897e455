// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/model/model.h"

#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/logit.h>
#include <ATen/ops/softmax.h>

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/graph/passes/passes.h"
#include "core/compute/graph/passes/redefine_gradients.h"
#include "core/compute/graph/to_options.h"
#include "core/compute/model/card_discovery.h"
#include "core/compute/model/devices.h"
#include "core/compute/model/model_trial.h"
#include "core/compute/model/precision_check.h"
#include "core/compute/readers/archive.h"
#include "core/compute/readers/file_kind.h"
#include "core/compute/readers/readers.h"

namespace saliscope::compute {

namespace {

struct Source
{
    ReadModel read;
    FoundCard found;
};

/// The graph and the card. TorchScript needs the card's size before it is read; an exported program declares
/// its own.
Source readSource(const ModelSource& source)
{
    const FileKind kind = detectFileKind(source.path);
    std::optional<FoundCard> found = findCard(source, Archive(source.path).extraFiles());
    if (kind == FileKind::TorchScript && !found)
        found = assumeCard({});
    const InputSpec spec = found ? found->card.input : InputSpec();
    ReadModel read = readModel(source.path, {1, spec.channelCount(), spec.height, spec.width});
    if (!found)
        found = assumeCard(read.graph.inputShape);
    return {std::move(read), std::move(*found)};
}

void checkInputs(const Graph& graph, const InputSpec& spec)
{
    if (graph.inputs.size() != 1) {
        throw ComputeError(ErrorCode::ModelUnsupported,
                           u"The model takes %1 inputs"_s.arg(graph.inputs.size()), {},
                           u"Export a model whose forward() takes one batch of pictures."_s);
    }
    const std::vector<int64_t> wanted{-1, spec.channelCount(), spec.height, spec.width};
    const std::vector<int64_t>& declared = graph.inputShape;
    for (std::size_t i = 1; declared.size() == 4 && i < 4; ++i) {
        if (declared[i] > 0 && declared[i] != wanted[i]) {
            throw ComputeError(
                ErrorCode::CardBroken, u"The model card does not fit the model"_s,
                u"The file takes %1 x %2 x %3 (channels, height, width), the card says %4 x %5 x %6."_s
                    .arg(declared[1])
                    .arg(declared[2])
                    .arg(declared[3])
                    .arg(wanted[1])
                    .arg(wanted[2])
                    .arg(wanted[3]),
                u"Correct the card, or the size in the model panel."_s);
        }
    }
}

void checkWeights(const Graph& graph)
{
    for (const auto& [id, constant] : graph.constants) {
        if (constant.is_floating_point() && constant.isnan().any().item<bool>()) {
            throw ComputeError(
                ErrorCode::NotFinite, u"The model's weights are not numbers"_s,
                u"\"%1\" holds NaN."_s.arg(QString::fromStdString(graph.values[std::size_t(id)].name)),
                u"The training probably diverged; use an earlier checkpoint."_s);
        }
    }
}

std::optional<Finding> labelFinding(const ModelCard& card, int classCount)
{
    if (card.labels.isEmpty()) {
        return Finding{u"no-labels"_s,
                       Finding::Severity::Note,
                       u"No class names: classes are called by their number"_s,
                       {},
                       u"Name a file with one label per line in the model panel or the card."_s};
    }
    if (card.labels.size() == classCount)
        return std::nullopt;
    return Finding{u"label-count"_s, Finding::Severity::Warning,
                   u"%1 labels for %2 classes"_s.arg(card.labels.size()).arg(classCount),
                   u"The names may be shifted against the classes."_s,
                   u"Give a label file with one line for each class, in the order of the outputs."_s};
}

QString displayName(const QString& path, const ModelCard& card)
{
    return card.name.isEmpty() ? QFileInfo(path).completeBaseName() : card.name;
}

} // namespace

std::unique_ptr<Model> Model::load(const ModelSource& source, const QString& device, Precision precision,
                                   const CancelToken& cancel)
{
    QElapsedTimer timer;
    timer.start();
    const at::Device place = resolveDevice(device);
    if (isReduced(precision) && place.is_cpu())
        throw ComputeError(ErrorCode::InvalidArgument,
                           u"The precision %1 is for CUDA only"_s.arg(precisionText(precision)),
                           u"The CPU computes in float32 and float64."_s,
                           u"Use --precision float32, or a card (--device cuda)."_s);
    auto [read, found] = readSource(source);
    checkInputs(read.graph, found.card.input);
    checkWeights(read.graph);
    throwIfCancelled(cancel);

    std::unique_ptr<Model> model(new Model);
    model->m_options =
        at::TensorOptions().device(place).dtype(precision == Precision::Float64 ? at::kDouble : at::kFloat);
    model->m_raw = toOptions(std::move(read.graph), model->m_options);
    TrialResult trial = tryModel(model->m_raw, found.card, model->m_options, cancel);
    compile(model->m_main, model->m_raw, {}, {});
    model->m_layers = std::move(trial.layerIds);

    ModelInfo& info = model->m_info;
    info.name = displayName(source.path, found.card);
    info.path = source.path;
    info.format = read.format;
    info.card = found.card;
    info.cardOrigin = found.origin;
    const InputSpec& spec = found.card.input;
    info.inputShape = {trial.anyBatch ? -1 : 1, spec.channelCount(), spec.height, spec.width};
    info.classCount = trial.classCount;
    info.parameters = read.parameters;
    info.anyBatch = trial.anyBatch;
    info.layers = std::move(trial.layers);
    info.findings = found.findings + trial.findings;
    if (const auto finding = labelFinding(found.card, trial.classCount))
        info.findings += *finding;
    if (const QString& obstacle = model->m_main.choice.obstacle; !obstacle.isEmpty()) {
        info.findings += {u"autograd"_s,
                          Finding::Severity::Note,
                          u"Gradients come from libtorch's autograd: %1"_s.arg(obstacle),
                          u"They are right, but slower than those of the explicit plan."_s,
                          {}};
    }
    if (model->m_raw.outputs.size() > 1) {
        info.findings +=
            {u"several-outputs"_s,
             Finding::Severity::Note,
             u"The model has %1 outputs; the first is explained"_s.arg(model->m_raw.outputs.size()),
             {},
             {}};
    }
    if (isReduced(precision))
        model->reduce(precision, cancel);
    info.loadSeconds = double(timer.elapsed()) / 1000;
    return model;
}

std::unique_ptr<Model> Model::withConstants(const std::map<ValueId, at::Tensor>& constants) const
{
    std::unique_ptr<Model> model(new Model);
    model->m_info = m_info;
    model->m_raw = m_raw;
    model->m_layers = m_layers;
    model->m_options = m_options;
    for (const auto& [id, constant] : constants)
        model->m_raw.constants.at(id) = constant;
    compile(model->m_main, model->m_raw, {}, {});
    return model;
}

void Model::reduce(Precision precision, const CancelToken& cancel)
{
    setTf32(false);
    const at::Tensor picture = noisePicture(m_info.card.input, m_options, 1);
    const Answer exact = answerOf(engine(), output(), picture, -1, cancel);
    setTf32(precision == Precision::Tf32);
    if (precision == Precision::Half) {
        m_raw = inHalf(std::move(m_raw));
        compile(m_main, m_raw, {}, {});
    }
    const Answer reduced =
        answerOf(engine(), output(), picture, exact.scores.argmax().item<int64_t>(), cancel);
    requireLittleLoss(precisionLoss(exact, reduced), precision);
}

void Model::compile(Compiled& compiled, const Graph& raw, const std::vector<ValueId>& taps,
                    const BackwardRule& rule)
{
    compiled.graph = redefineGradients(optimise(raw, taps), rule);
    compiled.choice = chooseEngine(compiled.graph, taps);
}

ValueId Model::layerValue(const QString& name) const
{
    const auto layer = m_layers.find(name);
    return layer == m_layers.end() ? -1 : layer->second;
}

GradientEngine& Model::engine(const std::vector<ValueId>& taps, const BackwardRule& rule)
{
    return *compiled(taps, rule).choice.engine;
}

const Graph& Model::graph(const std::vector<ValueId>& taps)
{
    return compiled(taps, {}).graph;
}

Model::Compiled& Model::compiled(const std::vector<ValueId>& taps, const BackwardRule& rule)
{
    constexpr std::size_t mostKept = 8; // Each packs the weights anew.
    const auto isOutput = [this](ValueId id) {
        return std::find(m_raw.outputs.begin(), m_raw.outputs.end(), id) != m_raw.outputs.end();
    };
    const bool isUntapped = std::all_of(taps.begin(), taps.end(), isOutput);
    if (isUntapped && rule == BackwardRule())
        return m_main;
    const std::pair key(isUntapped ? std::vector<ValueId>() : taps, rule);
    if (m_others.size() == mostKept && !m_others.contains(key))
        m_others.clear();
    const auto [entry, isNew] = m_others.try_emplace(key);
    if (isNew)
        compile(entry->second, m_raw, key.first, rule);
    return entry->second;
}

bool Model::hasSameBitsInAnyBatch() const
{
    return usesPlan() && m_options.device().is_cpu() && m_options.dtype() == at::kFloat;
}

at::Tensor Model::logits(const at::Tensor& output) const
{
    switch (m_info.card.output) {
    case OutputKind::Logits:
    case OutputKind::LogProbabilities:
        return output;
    case OutputKind::Probabilities:
        return output.clamp_min(std::numeric_limits<float>::min()).log();
    case OutputKind::Sigmoid:
        return at::logit(output, std::numeric_limits<float>::epsilon());
    }
    return output;
}

at::Tensor Model::probabilities(const at::Tensor& output) const
{
    switch (m_info.card.output) {
    case OutputKind::Logits:
        return at::softmax(output, 1);
    case OutputKind::LogProbabilities:
        return output.exp();
    case OutputKind::Probabilities:
    case OutputKind::Sigmoid:
        return output;
    }
    return output;
}

at::Tensor Model::logProbabilities(const at::Tensor& output) const
{
    switch (m_info.card.output) {
    case OutputKind::Logits:
        return at::log_softmax(output, 1);
    case OutputKind::LogProbabilities:
        return output;
    case OutputKind::Probabilities:
        return logits(output);
    case OutputKind::Sigmoid:
        return at::log_sigmoid(logits(output));
    }
    return output;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/model/model_trial.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/rand.h>

#include <algorithm>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/graph/executor.h"

namespace saliscope::compute {

namespace {

/// How far two pictures together may be from each alone. Of the largest output: other kernels round
/// differently, by about 1e-6 in float32 for the networks of tests/parity/RESULTS.md. Of the difference
/// between the two answers: a batch that mixes pictures moves each answer towards the other, which is little
/// where both are much alike.
constexpr double batchTolerance = 1e-4;
constexpr double mixingTolerance = 1e-2;
constexpr double sumTolerance = 1e-3;

QString shapeText(at::IntArrayRef shape)
{
    QStringList sizes;
    for (const int64_t size : shape)
        sizes += QString::number(size);
    return sizes.join(u" x "_s);
}

void checkOutput(const at::Tensor& output)
{
    if (output.dim() != 2 || output.size(0) != 1 || !output.is_floating_point()) {
        throw ComputeError(
            ErrorCode::ModelUnsupported, u"The model's output is not a list of class scores"_s,
            u"For one picture it gives %1 numbers; expected is 1 x classes."_s.arg(shapeText(output.sizes())),
            u"Export a classifier whose forward() returns a tensor (batch, classes)."_s);
    }
    if (!output.isfinite().all().item<bool>()) {
        throw ComputeError(ErrorCode::NotFinite, u"The model's answers are not numbers"_s,
                           u"On a picture of noise in its own range the output holds NaN or infinity."_s,
                           u"Check the model's weights, and mean and std in its card."_s);
    }
}

Finding probabilityFinding()
{
    return {
        u"looks-like-probabilities"_s, Finding::Severity::Warning,
        u"The outputs look like probabilities, not logits"_s,
        u"They lie between 0 and 1 and sum to 1, but the card says logits: softmax is applied a second time."_s,
        u"Set \"Output\" to probabilities in the model panel."_s};
}

bool looksLikeProbabilities(const at::Tensor& output)
{
    return output.min().item<double>() >= 0 && std::abs(output.sum().item<double>() - 1) < sumTolerance;
}

/// Remembers the last value of every module and of the modules that hold it.
class LayerCollector
{
public:
    explicit LayerCollector(TrialResult& result)
        : m_result(result)
    {}

    void look(const Node& node, ValueId id, const at::Tensor& value)
    {
        const QString path = QString::fromStdString(node.modulePath);
        for (qsizetype end = path.indexOf(u'.'); end >= 0; end = path.indexOf(u'.', end + 1))
            remember(path.first(end), {}, id, value);
        if (!path.isEmpty())
            remember(path, QString::fromStdString(node.moduleType), id, value);
    }

private:
    void remember(const QString& path, const QString& type, ValueId id, const at::Tensor& value)
    {
        const auto [position, isNew] = m_positions.emplace(path, m_result.layers.size());
        if (isNew)
            m_result.layers += LayerInfo{path, {}, {}};
        LayerInfo& layer = m_result.layers[position->second];
        if (!type.isEmpty())
            layer.type = type.section(u'.', -1);
        layer.shape = QList<qint64>(value.sizes().begin(), value.sizes().end());
        m_result.layerIds[path] = id;
    }

    TrialResult& m_result;
    std::map<QString, qsizetype> m_positions;
};

/// Whether two pictures in one batch answer as each does alone.
bool batchWorks(const Executor& executor, const std::array<at::Tensor, 2>& pictures, ValueId output,
                const at::Tensor& first, const CancelToken& cancel)
{
    try {
        const at::Tensor second = executor.run({pictures[1]}, {output}, cancel).at(output).toTensor();
        const at::Tensor together =
            executor.run({at::cat({pictures[0], pictures[1]})}, {output}, cancel).at(output).toTensor();
        if (together.dim() != 2 || together.size(0) != 2 || together.size(1) != first.size(1))
            return false;
        const at::Tensor alone = at::cat({first, second});
        const double scale = alone.abs().max().item<double>();
        const double contrast = (second - first).abs().max().item<double>();
        return (together - alone).abs().max().item<double>() <=
               std::min(batchTolerance * scale, mixingTolerance * contrast);
    } catch (const ComputeError& error) {
        if (error.error().code != ErrorCode::ModelBroken) // an operator refused the shape
            throw;
        return false;
    }
}

} // namespace

at::Tensor noisePicture(const InputSpec& spec, const at::TensorOptions& options, uint64_t seed)
{
    const auto generator = at::detail::createCPUGenerator(seed);
    at::Tensor picture = at::rand({1, spec.channelCount(), spec.height, spec.width}, generator,
                                  at::TensorOptions().dtype(options.dtype()));
    for (int channel = 0; channel < spec.channelCount(); ++channel) {
        const double low = spec.lowest(channel);
        picture.select(1, channel).mul_(spec.highest(channel) - low).add_(low);
    }
    return picture.to(options.device()).contiguous(at::MemoryFormat::ChannelsLast);
}

TrialResult tryModel(const Graph& graph, const ModelCard& card, const at::TensorOptions& options,
                     const CancelToken& cancel)
{
    const at::NoGradGuard noGrad;
    TrialResult result;
    LayerCollector layers(result);
    const std::array pictures{noisePicture(card.input, options, 1), noisePicture(card.input, options, 2)};
    const ValueId output = graph.outputs.front();
    const Executor executor(graph);
    const at::Tensor first =
        executor
            .run({pictures[0]}, {output}, cancel,
                 [&](const Node& node, ValueId id, const at::Tensor& value) { layers.look(node, id, value); })
            .at(output)
            .toTensor();
    checkOutput(first);
    result.classCount = int(first.size(1));
    if (card.output == OutputKind::Logits && looksLikeProbabilities(first))
        result.findings += probabilityFinding();
    result.anyBatch = graph.anyBatch || batchWorks(executor, pictures, output, first, cancel);
    if (!result.anyBatch) {
        result.findings += {
            u"batch-baked-in"_s, Finding::Severity::Note, u"The file takes one picture at a time"_s,
            u"Its batch size was fixed when it was exported, so methods with many samples are slower."_s,
            u"Export with dynamic_shapes=({0: Dim(\"batch\", min=1, max=1024)},) and an example of two pictures."_s};
    }
    return result;
}

} // namespace saliscope::compute

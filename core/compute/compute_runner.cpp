// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/compute_runner.h"

#include <QElapsedTimer>

#include <algorithm>

#include "core/base/resources.h"
#include "core/compute/allocator.h"
#include "core/compute/ascent/ascent.h"
#include "core/compute/guard.h"
#include "core/compute/methods/bench.h"
#include "core/compute/methods/explain.h"
#include "core/compute/methods/method.h"
#include "core/compute/methods/noisy_input.h"
#include "core/compute/metrics/measure.h"
#include "core/compute/metrics/metric.h"
#include "core/compute/model/devices.h"
#include "core/compute/model/predict.h"
#include "core/compute/tensors.h"
#include "core/imaging/preprocess.h"

namespace saliscope::compute {

namespace {

/// Two, so that going back and forth between a pair does not load again.
constexpr std::size_t modelsKept = 2;

Prediction predictWith(Model& model, const Recipe& recipe, const Picture& picture, const CancelToken& cancel)
{
    QElapsedTimer timer;
    timer.start();
    const auto prepared = preprocess(picture, model.info().card.input, recipe.framing);
    if (!prepared)
        throw ComputeError(prepared.error());
    Prediction prediction = compute::predict(model, inputTensor(prepared->values, model.tensorOptions()),
                                             prepared->geometry, cancel);
    prediction.seconds = double(timer.nsecsElapsed()) * 1e-9;
    return prediction;
}

} // namespace

ComputeRunner::ComputeRunner()
{
    tuneAllocator();
}

QList<MethodInfo> ComputeRunner::methods() const
{
    return methodInfos();
}

QList<MetricInfo> ComputeRunner::metrics() const
{
    return metricInfos();
}

QList<DeviceInfo> ComputeRunner::devices()
{
    return listDevices();
}

Expected<ModelInfo> ComputeRunner::loadModel(const Recipe& recipe, const JobContext& job)
{
    return guard([&] { return model(recipe, job.cancel)->info(); });
}

Expected<Prediction> ComputeRunner::predict(const Recipe& recipe, const Picture& picture,
                                            const JobContext& job)
{
    return guard([&] { return predictWith(*model(recipe, job.cancel), recipe, picture, job.cancel); });
}

Expected<NoisyInput> ComputeRunner::noisyInput(const Recipe& recipe, const Picture& picture, int sample,
                                               const JobContext& job)
{
    return guard(
        [&] { return compute::noisyInput(*model(recipe, job.cancel), recipe, picture, sample, job.cancel); });
}

Expected<AttributionPtr> ComputeRunner::explain(const Recipe& recipe, const Picture& picture,
                                                const JobContext& job)
{
    return guard([&] { return compute::explain(*model(recipe, job.cancel), recipe, picture, job); });
}

Expected<Measurement> ComputeRunner::measure(const Recipe& recipe, const Picture& picture,
                                             const QList<MetricRecipe>& metrics, const JobContext& job)
{
    return guard([&] { return compute::measure(*model(recipe, job.cancel), recipe, picture, metrics, job); });
}

Expected<std::unique_ptr<AscentRun>> ComputeRunner::ascend(const Recipe& recipe, const Picture& picture,
                                                           const JobContext& job)
{
    return guard([&] { return makeAscent(model(recipe, job.cancel), recipe, picture); });
}

Expected<Benchmark> ComputeRunner::bench(const Recipe& recipe, int samples, int batch, const JobContext& job)
{
    return guard(
        [&] { return compute::bench(*model(recipe, job.cancel), recipe, samples, batch, job.cancel); });
}

const std::shared_ptr<Model>& ComputeRunner::model(const Recipe& recipe, const CancelToken& cancel)
{
    setThreads(recipe.threads);
    setTf32(recipe.precision == Precision::Tf32);
    ModelSource source = recipe.model;
    if (source.path.isEmpty())
        source.path = bundledModelPath();
    const auto found = std::find_if(m_models.begin(), m_models.end(), [&](const Loaded& loaded) {
        return loaded.source == source && loaded.device == recipe.device &&
               loaded.precision == recipe.precision;
    });
    if (found != m_models.end()) {
        m_models.splice(m_models.begin(), m_models, found);
        return m_models.front().model;
    }
    m_models.resize(std::min(m_models.size(), modelsKept - 1)); // before loading: the memory is needed now
    m_models.push_front({source, recipe.device, recipe.precision,
                         Model::load(source, recipe.device, recipe.precision, cancel)});
    return m_models.front().model;
}

} // namespace saliscope::compute

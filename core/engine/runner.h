// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <functional>
#include <memory>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/recipe/ascent_frame.h"
#include "core/recipe/attribution.h"
#include "core/recipe/benchmark.h"
#include "core/recipe/method_info.h"
#include "core/recipe/metric_result.h"
#include "core/recipe/model_info.h"
#include "core/recipe/noisy_input.h"
#include "core/recipe/recipe.h"

namespace saliscope {

/// What a running job is given: how to be stopped and where to report. The functions are called on the
/// computing thread.
struct JobContext
{
    CancelToken cancel;
    std::function<void(const Progress&)> progress = [](const Progress&) {};
    std::function<void(AttributionPtr)> preview = [](const AttributionPtr&) {}; ///< At most 30 a second.
};

/// A picture being drawn by gradient ascent. Used and destroyed on the thread that made it.
class AscentRun
{
public:
    virtual ~AscentRun() = default;

    /// The start picture, before any step.
    virtual Expected<AscentFramePtr> start(const CancelToken& cancel) = 0;
    /// One step with the parameters and target of `recipe`, which may differ from the last step's: they apply
    /// to the running picture. Steps past the planned number go on.
    virtual Expected<AscentFramePtr> step(const Recipe& recipe, const CancelToken& cancel) = 0;
};

/// The whole interface to computing. Implemented by the compute module and by the tests' fake runner.
/// Every function is called on one thread, the one that made it. Nothing throws.
class Runner
{
public:
    virtual ~Runner() = default;

    virtual QList<MethodInfo> methods() const = 0;
    virtual QList<MetricInfo> metrics() const = 0;
    virtual QList<DeviceInfo> devices() = 0;

    /// Loads the model or finds it among the loaded ones. Errors: file missing, broken, unsupported, card
    /// broken.
    virtual Expected<ModelInfo> loadModel(const Recipe& recipe, const JobContext& job) = 0;
    virtual Expected<Prediction> predict(const Recipe& recipe, const Picture& picture,
                                         const JobContext& job) = 0;
    /// Copy number `sample` of those that the recipe, one of SmoothGrad, averages over.
    virtual Expected<NoisyInput> noisyInput(const Recipe& recipe, const Picture& picture, int sample,
                                            const JobContext& job) = 0;
    /// A cancelled run that has at least one sample returns its partial map with `isComplete` false.
    virtual Expected<AttributionPtr> explain(const Recipe& recipe, const Picture& picture,
                                             const JobContext& job) = 0;
    /// The map of the recipe, and what each of `metrics` says about it. Cancelled: an error.
    virtual Expected<Measurement> measure(const Recipe& recipe, const Picture& picture,
                                          const QList<MetricRecipe>& metrics, const JobContext& job) = 0;
    /// `picture` may be null: ascent then starts from the preset's own noise.
    virtual Expected<std::unique_ptr<AscentRun>> ascend(const Recipe& recipe, const Picture& picture,
                                                        const JobContext& job) = 0;
    /// Times `recipe.method`, a method of one input, on `samples` noisy copies, `batch` at a time.
    virtual Expected<Benchmark> bench(const Recipe& recipe, int samples, int batch,
                                      const JobContext& job) = 0;
};

/// The one symbol the compute module exports; the caller owns the result.
using CreateRunner = Runner* (*)();
inline constexpr const char* createRunnerSymbol = "saliscopeCreateRunner";

} // namespace saliscope

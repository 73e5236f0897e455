// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <list>
#include <memory>

#include "core/compute/model/model.h"
#include "core/engine/runner.h"

namespace saliscope::compute {

/// The Runner behind the module: keeps the last models loaded and hands the work to methods and ascent. Every
/// exception ends here as an Error. One thread.
class ComputeRunner : public Runner
{
public:
    ComputeRunner();

    QList<MethodInfo> methods() const override;
    QList<MetricInfo> metrics() const override;
    QList<DeviceInfo> devices() override;
    Expected<ModelInfo> loadModel(const Recipe& recipe, const JobContext& job) override;
    Expected<Prediction> predict(const Recipe& recipe, const Picture& picture,
                                 const JobContext& job) override;
    Expected<NoisyInput> noisyInput(const Recipe& recipe, const Picture& picture, int sample,
                                    const JobContext& job) override;
    Expected<AttributionPtr> explain(const Recipe& recipe, const Picture& picture,
                                     const JobContext& job) override;
    Expected<Measurement> measure(const Recipe& recipe, const Picture& picture,
                                  const QList<MetricRecipe>& metrics, const JobContext& job) override;
    Expected<std::unique_ptr<AscentRun>> ascend(const Recipe& recipe, const Picture& picture,
                                                const JobContext& job) override;
    Expected<Benchmark> bench(const Recipe& recipe, int samples, int batch, const JobContext& job) override;

private:
    struct Loaded
    {
        ModelSource source;
        QString device;
        Precision precision;
        std::shared_ptr<Model> model;
    };

    /// The recipe's model, loaded now or before; sets the number of threads.
    const std::shared_ptr<Model>& model(const Recipe& recipe, const CancelToken& cancel);

    std::list<Loaded> m_models; ///< Last used first.
};

} // namespace saliscope::compute

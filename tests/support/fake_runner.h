// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <atomic>
#include <mutex>

#include "core/engine/engine.h"
#include "tests/support/gate.h"

namespace saliscope::test {

/// How a test watches and steers a FakeRunner. Shared between the test and the worker thread; thread-safe.
struct FakeControl
{
    std::atomic<int> loads = 0; ///< Jobs started, whether they end well or not.
    std::atomic<int> predictions = 0;
    std::atomic<int> noisyInputs = 0;
    std::atomic<int> explanations = 0;
    std::atomic<int> samples = 0;
    std::atomic<int> measurements = 0;
    std::atomic<int> ascents = 0;
    std::atomic<int> steps = 0;
    std::atomic<int> alive = 0; ///< Runners and ascent runs not yet destroyed.

    Gate gate; ///< Before each sample, step, metric, prediction and load.

    /// Every call from now on fails with this error, or works again without one.
    void setFailure(std::optional<Error> error);
    std::optional<Error> failure();

private:
    std::mutex m_mutex;
    std::optional<Error> m_failure;
};

using FakeControlPtr = std::shared_ptr<FakeControl>;

/// A runner without torch. Its model is linear: inputs are 3 x 16 x 16 in 0..1, the logits of its classes
/// "red", "green", "blue" and "gray" are <w_k, x> with weights in closed form, so that every gradient is w_k
/// whatever the image and the noise. It works sample by sample and previews each.
class FakeRunner : public Runner
{
public:
    static constexpr int Side = 16;
    static constexpr int Classes = 4;

    explicit FakeRunner(FakeControlPtr control);
    ~FakeRunner() override;

    QList<MethodInfo> methods() const override;
    QList<MetricInfo> metrics() const override;
    QList<DeviceInfo> devices() override;
    Expected<ModelInfo> loadModel(const Recipe& recipe, const JobContext& job) override;
    Expected<Prediction> predict(const Recipe& recipe, const Picture& picture,
                                 const JobContext& job) override;
    /// The photo plus (-1)^i `noise` at input number i, the other way round for odd samples.
    Expected<NoisyInput> noisyInput(const Recipe& recipe, const Picture& picture, int sample,
                                    const JobContext& job) override;
    Expected<AttributionPtr> explain(const Recipe& recipe, const Picture& picture,
                                     const JobContext& job) override;
    /// The map, then the metrics one by one: number k has the value k + 1/2 and a straight curve; without a
    /// box a metric that needs one has no value.
    Expected<Measurement> measure(const Recipe& recipe, const Picture& picture,
                                  const QList<MetricRecipe>& metrics, const JobContext& job) override;
    Expected<std::unique_ptr<AscentRun>> ascend(const Recipe& recipe, const Picture& picture,
                                                const JobContext& job) override;
    Expected<Benchmark> bench(const Recipe& recipe, int samples, int batch, const JobContext& job) override;

    /// w_k(c, y, x) = (c == k or k == 3 ? 8 : -4) (1 + sin(x + 2 y + k) / 2) / (3 * 16 * 16).
    static FloatMap weights(int classIndex);
    static QString label(int classIndex);
    /// Of every class, in class order.
    static QList<ClassScore> scores(const FloatMap& input);
    static InputSpec inputSpec();

private:
    std::optional<Error> refuse(const CancelToken& cancel);

    FakeControlPtr m_control;
};

/// For the Engine's constructor.
RunnerFactory fakeFactory(const FakeControlPtr& control);

/// A 64 x 48 photo in which `color` is strongest.
Picture fakePicture(QColor color, const QString& name);

} // namespace saliscope::test

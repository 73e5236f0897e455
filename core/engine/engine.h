// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

#include <array>
#include <functional>
#include <memory>

#include "core/engine/ascent_state.h"
#include "core/engine/job_queue.h"
#include "core/engine/map_queue.h"
#include "core/engine/runner.h"
#include "core/session/result_cache.h"

namespace saliscope {

class Worker;

/// Opens the runner; called once, on the worker thread. The program gives openRunner(), tests a fake.
using RunnerFactory = std::function<Expected<std::unique_ptr<Runner>>()>;

/// The GUI's face of computing. Every function returns at once; results come as signals on the thread that
/// made the engine, newest request only. Requests made before ready() wait for it. The destructor cancels
/// everything and waits for the worker thread.
class Engine : public QObject
{
    Q_OBJECT

public:
    explicit Engine(RunnerFactory factory, QObject* parent = nullptr);
    ~Engine() override;

    /// Empty until ready().
    const QList<MethodInfo>& methods() const { return m_methods; }
    const QList<MetricInfo>& metrics() const { return m_metrics; }
    const QList<DeviceInfo>& devices() const { return m_devices; }
    const MethodInfo* method(const QString& id) const;
    /// The method that draws pictures by ascent; null until ready().
    const MethodInfo* ascentMethod() const;

    void loadModel(const Recipe& recipe);
    void predict(const Recipe& recipe, const Picture& picture);
    /// Copy number `sample` of those that a SmoothGrad recipe averages over, and the model's answer to it.
    void makeNoisyInput(const Recipe& recipe, const Picture& picture, int sample);
    /// Replaces what is asked for so far. When nothing but parameters changed, the running computation may
    /// still show its first preview, so that the map follows a slider that never rests. A running ascent is
    /// paused: one computes at a time.
    void explain(const Recipe& recipe, const Picture& picture);
    /// The running explanation ends with what it has: explained() with a partial map, or explainFailed() with
    /// ErrorCode::Cancelled when there is none.
    void cancelExplain();
    /// The same, and nobody is answered.
    void dropExplain();
    bool isExplaining() const;

    /// Numbers about the recipe's map, which is made for it. Replaces what is asked for so far; any
    /// explanation or ascent that is started cancels it. A running ascent is paused.
    void measure(const Recipe& recipe, const Picture& picture, const QList<MetricRecipe>& metrics);
    /// Answered by measureFailed() with ErrorCode::Cancelled.
    void cancelMeasure();
    bool isMeasuring() const;

    /// The maps that are wanted in the background, all of them: replaces the last call. Each is answered by
    /// mapMade() or mapFailed(). Everything else that is asked for goes first.
    void wantMaps(const QList<WantedMap>& maps);
    /// The finished map of `recipe`, whoever asked for it; null where it is not kept.
    AttributionPtr knownMap(const Recipe& recipe);

    AscentState ascentState() const { return m_ascentState; }
    /// Draws from the start and keeps stepping. `picture` may be null: starts from noise. This, a step and
    /// going on cancel the running explanation and measurement.
    void startAscent(const Recipe& recipe, const Picture& picture = {});
    /// Draws the start picture and waits there, paused: "reset", and the way to the first single step.
    void prepareAscent(const Recipe& recipe, const Picture& picture = {});
    void stepAscent();
    void pauseAscent();
    void resumeAscent();
    /// Ends the run; the frames shown so far are the receiver's.
    void stopAscent();
    /// Applies to the running picture from the next step on.
    void changeAscent(const Recipe& recipe);

Q_SIGNALS:
    void ready();
    void moduleFailed(const Error& error);
    void modelLoaded(const ModelInfo& info);
    void modelFailed(const Error& error);
    void predicted(const Prediction& prediction);
    void predictFailed(const Error& error);
    void noisyInputMade(const NoisyInput& input);
    void noisyInputFailed(const Error& error);
    void explainStarted(const Recipe& recipe);
    void progress(const Progress& progress);
    void previewed(const AttributionPtr& attribution);
    void explained(const AttributionPtr& attribution);
    void explainFailed(const Error& error);
    void mapStarted(const RecipeKey& key);
    void mapProgress(const RecipeKey& key, const Progress& progress);
    /// A preview, or what there was when the map was stopped.
    void mapPreviewed(const RecipeKey& key, const AttributionPtr& map);
    void mapMade(const RecipeKey& key, const AttributionPtr& map);
    void mapFailed(const RecipeKey& key, const Error& error);
    void measureProgress(const Progress& progress);
    void measured(const Measurement& measurement);
    void measureFailed(const Error& error);
    void ascentStateChanged(AscentState state);
    void ascentFrame(const AscentFramePtr& frame);
    void ascentFailed(const Error& error);

private:
    void connectWorker();
    void connectMaps();
    void wake(); ///< For something that goes before the wanted maps.
    void request(Job job);
    /// Drops what waits and stops what runs of this kind.
    void cancel(JobKind kind);
    quint64& newest(JobKind kind);
    /// Whether `id` is the newest request of its kind, which is then answered.
    bool closes(JobKind kind, quint64 id);
    void takeFailure(JobKind kind, quint64 id, const Error& error);
    void takeExplanation(quint64 id, const AttributionPtr& attribution);
    void takePreview();
    void takeProgress();
    void takeFrame();
    void takeMap(const RecipeKey& key, const AttributionPtr& map);
    void beginAscent(const Recipe& recipe, const Picture& picture, AscentState state);
    void setAscentState(AscentState state);

    QThread m_thread;
    Worker* m_worker = nullptr; ///< Lives and dies on m_thread.
    QList<MethodInfo> m_methods;
    QList<MetricInfo> m_metrics;
    QList<DeviceInfo> m_devices;
    ResultCache m_cache;
    quint64 m_lastId = 0;
    std::array<quint64, JobKindCount> m_newest{}; ///< Newest request not yet answered, by kind; 0: none.
    Recipe m_explainRecipe;
    quint64 m_oldestShown = 0; ///< Explanations since this one differ only in parameters.
    quint64 m_ascentId = 0;
    AscentState m_ascentState = AscentState::Idle;
};

} // namespace saliscope

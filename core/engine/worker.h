// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <atomic>

#include "core/base/mailbox.h"
#include "core/engine/ascent_control.h"
#include "core/engine/engine.h"
#include "core/engine/job_queue.h"
#include "core/engine/map_queue.h"

namespace saliscope {

/// A value and the id of the job or run, or the key of the map, it belongs to.
template <typename T, typename Id = quint64>
struct Tagged
{
    Id id{};
    T value;
};

/// Owns the runner and does the computing, one job and one ascent step a turn, else one map of the board.
/// Lives on the worker thread, where open() and everything private runs; the public members below wake() are
/// safe from any thread.
class Worker : public QObject
{
    Q_OBJECT

public:
    explicit Worker(RunnerFactory factory);

    void open();

    /// Asks for a turn; at most one request is queued.
    void wake();
    /// Stops what runs and takes nothing more.
    void close();

    JobQueue jobs;
    AscentControl ascent;
    MapQueue maps;                            ///< Computed while there is nothing else to do.
    Mailbox<Tagged<AttributionPtr>> previews; ///< News is announced by previewPosted(), and so on.
    Mailbox<Tagged<Progress>> progress;
    Mailbox<Tagged<AscentFramePtr>> frames;
    Mailbox<Tagged<AttributionPtr, RecipeKey>> mapPreviews;
    Mailbox<Tagged<Progress, RecipeKey>> mapProgress;

Q_SIGNALS:
    void opened(const QList<MethodInfo>& methods, const QList<MetricInfo>& metrics,
                const QList<DeviceInfo>& devices);
    void openFailed(const Error& error);
    void loaded(quint64 id, const ModelInfo& info);
    void predicted(quint64 id, const Prediction& prediction);
    void noisyInputMade(quint64 id, const NoisyInput& input);
    void explainStarted(quint64 id, const Recipe& recipe);
    void explained(quint64 id, const AttributionPtr& attribution);
    void measured(quint64 id, const Measurement& measurement);
    void failed(JobKind kind, quint64 id, const Error& error);
    void mapStarted(const RecipeKey& key);
    void mapMade(const RecipeKey& key, const AttributionPtr& map);
    void mapFailed(const RecipeKey& key, const Error& error);
    void previewPosted();
    void progressPosted();
    void framePosted();
    void mapPreviewPosted();
    void mapProgressPosted();
    void ascentFinished(quint64 id);
    void ascentFailed(quint64 id, const Error& error);

private:
    void turn();
    void run(const Job& job);
    void run(const AscentTurn& turn);
    void run(const MapJob& job);
    void runLoad(const Job& job);
    void runPredict(const Job& job);
    void runNoisyInput(const Job& job);
    void runExplain(const Job& job);
    void runMeasure(const Job& job);
    JobContext context(const Job& job);
    Expected<AscentFramePtr> advance(const AscentTurn& turn);

    RunnerFactory m_factory;
    std::unique_ptr<Runner> m_runner;
    Error m_openError;
    std::unique_ptr<AscentRun> m_ascentRun; ///< After m_runner: it must go first.
    std::atomic<bool> m_awake = false;
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/worker.h"

#include <sys/resource.h>

namespace saliscope {

namespace {

/// The window's thread goes first when every core computes. Linux keeps this per thread; libtorch's threads
/// inherit it from the one that opens the module.
void giveWayToTheWindow()
{
    constexpr int niceness = 5;
    setpriority(PRIO_PROCESS, 0, niceness);
}

} // namespace

Worker::Worker(RunnerFactory factory)
    : m_factory(std::move(factory))
{}

void Worker::open()
{
    giveWayToTheWindow();
    Expected<std::unique_ptr<Runner>> runner = m_factory();
    if (!runner) {
        m_openError = runner.error();
        Q_EMIT openFailed(m_openError);
        return;
    }
    m_runner = std::move(*runner);
    Q_EMIT opened(m_runner->methods(), m_runner->metrics(), m_runner->devices());
}

void Worker::wake()
{
    if (!m_awake.exchange(true))
        QMetaObject::invokeMethod(this, &Worker::turn, Qt::QueuedConnection);
}

void Worker::close()
{
    jobs.close();
    ascent.close();
    maps.close();
}

void Worker::turn()
{
    m_awake.store(false);
    const std::optional<MapJob> map = maps.take(); // First, so that whatever comes now interrupts it.
    const std::optional<Job> job = jobs.take();
    if (job)
        run(*job);
    const std::optional<AscentTurn> step = ascent.take();
    if (step)
        run(*step);
    if (map && (job || step)) {
        maps.interrupt();
        maps.finish(false);
    } else if (map) {
        run(*map);
    }
    if (job || step || map)
        wake();
}

void Worker::run(const Job& job)
{
    if (!m_runner) {
        jobs.finish(job.kind);
        Q_EMIT failed(job.kind, job.id, m_openError);
    } else {
        switch (job.kind) {
        case JobKind::Load:
            runLoad(job);
            break;
        case JobKind::Predict:
            runPredict(job);
            break;
        case JobKind::NoisyInput:
            runNoisyInput(job);
            break;
        case JobKind::Explain:
            runExplain(job);
            break;
        case JobKind::Measure:
            runMeasure(job);
            break;
        }
    }
}

// finish() comes before the answer is sent: a request that arrives in between must not be left to an answer
// that was already taken.
void Worker::runLoad(const Job& job)
{
    const Expected<ModelInfo> info = m_runner->loadModel(job.recipe, context(job));
    jobs.finish(job.kind);
    if (info)
        Q_EMIT loaded(job.id, *info);
    else
        Q_EMIT failed(job.kind, job.id, info.error());
}

void Worker::runPredict(const Job& job)
{
    const Expected<Prediction> prediction = m_runner->predict(job.recipe, job.picture, context(job));
    jobs.finish(job.kind);
    if (prediction)
        Q_EMIT predicted(job.id, *prediction);
    else
        Q_EMIT failed(job.kind, job.id, prediction.error());
}

void Worker::runNoisyInput(const Job& job)
{
    const Expected<NoisyInput> input =
        m_runner->noisyInput(job.recipe, job.picture, job.sample, context(job));
    jobs.finish(job.kind);
    if (input)
        Q_EMIT noisyInputMade(job.id, *input);
    else
        Q_EMIT failed(job.kind, job.id, input.error());
}

void Worker::runExplain(const Job& job)
{
    Q_EMIT explainStarted(job.id, job.recipe);
    const Expected<AttributionPtr> attribution = m_runner->explain(job.recipe, job.picture, context(job));
    jobs.finish(job.kind);
    if (attribution)
        Q_EMIT explained(job.id, *attribution);
    else
        Q_EMIT failed(job.kind, job.id, attribution.error());
}

void Worker::runMeasure(const Job& job)
{
    const Expected<Measurement> measurement =
        m_runner->measure(job.recipe, job.picture, job.metrics, context(job));
    jobs.finish(job.kind);
    if (measurement)
        Q_EMIT measured(job.id, *measurement);
    else
        Q_EMIT failed(job.kind, job.id, measurement.error());
}

void Worker::run(const MapJob& job)
{
    const RecipeKey& key = job.map.key;
    Q_EMIT mapStarted(key);
    JobContext context;
    context.cancel = job.cancel;
    context.progress = [this, &key](const Progress& news) {
        if (mapProgress.put({key, news}))
            Q_EMIT mapProgressPosted();
    };
    context.preview = [this, &key](AttributionPtr preview) {
        if (mapPreviews.put({key, std::move(preview)}))
            Q_EMIT mapPreviewPosted();
    };
    const Expected<AttributionPtr> map =
        m_runner ? m_runner->explain(job.map.recipe, job.map.picture, context) : tl::unexpected(m_openError);
    const bool isAnswer = maps.finish(map && (*map)->isComplete);
    if (map)
        Q_EMIT mapMade(key, *map);
    else if (isAnswer)
        Q_EMIT mapFailed(key, map.error());
}

JobContext Worker::context(const Job& job)
{
    JobContext result;
    result.cancel = job.cancel;
    if (job.kind != JobKind::Explain && job.kind != JobKind::Measure)
        return result;
    result.progress = [this, id = job.id](const Progress& news) {
        if (progress.put({id, news}))
            Q_EMIT progressPosted();
    };
    if (job.kind == JobKind::Measure)
        return result;
    result.preview = [this, id = job.id, cancel = job.cancel, enough = job.enough](AttributionPtr preview) {
        if (previews.put({id, std::move(preview)}))
            Q_EMIT previewPosted();
        if (enough.isCancelled())
            cancel.cancel();
    };
    return result;
}

void Worker::run(const AscentTurn& turn)
{
    if (turn.kind == AscentTurn::Kind::End) {
        m_ascentRun.reset();
        return;
    }
    const Expected<AscentFramePtr> frame = advance(turn);
    if (turn.cancel.isCancelled())
        return;
    if (!frame) {
        m_ascentRun.reset();
        ascent.fail(turn.id);
        Q_EMIT ascentFailed(turn.id, frame.error());
        return;
    }
    if (frames.put({turn.id, *frame}))
        Q_EMIT framePosted();
    if (turn.kind == AscentTurn::Kind::Step && ascent.isFinishedBy(turn.id, **frame))
        Q_EMIT ascentFinished(turn.id);
}

Expected<AscentFramePtr> Worker::advance(const AscentTurn& turn)
{
    if (!m_runner)
        return tl::unexpected(m_openError);
    if (turn.kind == AscentTurn::Kind::Step)
        return m_ascentRun->step(turn.recipe, turn.cancel);

    m_ascentRun.reset();
    JobContext job;
    job.cancel = turn.cancel;
    Expected<std::unique_ptr<AscentRun>> made = m_runner->ascend(turn.recipe, turn.picture, job);
    if (!made)
        return tl::unexpected(made.error());
    m_ascentRun = std::move(*made);
    return m_ascentRun->start(turn.cancel);
}

} // namespace saliscope

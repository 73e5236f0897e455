// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include <algorithm>

#include "core/engine/worker.h"

namespace saliscope {

Engine::Engine(RunnerFactory factory, QObject* parent)
    : QObject(parent)
    , m_worker(new Worker(std::move(factory)))
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, &Worker::open);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connectWorker();
    connectMaps();
    m_thread.setObjectName(QStringLiteral("compute"));
    m_thread.start();
}

Engine::~Engine()
{
    m_worker->close();
    m_thread.quit();
    m_thread.wait();
}

void Engine::connectWorker()
{
    connect(m_worker, &Worker::opened, this,
            [this](const QList<MethodInfo>& methods, const QList<MetricInfo>& metrics,
                   const QList<DeviceInfo>& devices) {
                m_methods = methods;
                m_metrics = metrics;
                m_devices = devices;
                Q_EMIT ready();
            });
    connect(m_worker, &Worker::openFailed, this, &Engine::moduleFailed);
    connect(m_worker, &Worker::loaded, this, [this](quint64 id, const ModelInfo& info) {
        if (closes(JobKind::Load, id))
            Q_EMIT modelLoaded(info);
    });
    connect(m_worker, &Worker::predicted, this, [this](quint64 id, const Prediction& prediction) {
        if (closes(JobKind::Predict, id))
            Q_EMIT predicted(prediction);
    });
    connect(m_worker, &Worker::noisyInputMade, this, [this](quint64 id, const NoisyInput& input) {
        if (closes(JobKind::NoisyInput, id))
            Q_EMIT noisyInputMade(input);
    });
    connect(m_worker, &Worker::failed, this, &Engine::takeFailure);
    connect(m_worker, &Worker::explainStarted, this, [this](quint64 id, const Recipe& recipe) {
        if (id == newest(JobKind::Explain))
            Q_EMIT explainStarted(recipe);
    });
    connect(m_worker, &Worker::explained, this, &Engine::takeExplanation);
    connect(m_worker, &Worker::measured, this, [this](quint64 id, const Measurement& measurement) {
        if (closes(JobKind::Measure, id))
            Q_EMIT measured(measurement);
    });
    connect(m_worker, &Worker::previewPosted, this, &Engine::takePreview);
    connect(m_worker, &Worker::progressPosted, this, &Engine::takeProgress);
    connect(m_worker, &Worker::framePosted, this, &Engine::takeFrame);
    connect(m_worker, &Worker::ascentFinished, this, [this](quint64 id) {
        if (id == m_ascentId && canStop(m_ascentState))
            setAscentState(AscentState::Finished);
    });
    connect(m_worker, &Worker::ascentFailed, this, [this](quint64 id, const Error& error) {
        if (id != m_ascentId)
            return;
        setAscentState(AscentState::Failed);
        Q_EMIT ascentFailed(error);
    });
}

void Engine::connectMaps()
{
    connect(m_worker, &Worker::mapStarted, this, &Engine::mapStarted);
    connect(m_worker, &Worker::mapMade, this, &Engine::takeMap);
    connect(m_worker, &Worker::mapFailed, this, [this](const RecipeKey& key, const Error& error) {
        m_worker->maps.acknowledge(key);
        Q_EMIT mapFailed(key, error);
    });
    connect(m_worker, &Worker::mapPreviewPosted, this, [this] {
        if (const auto preview = m_worker->mapPreviews.take())
            Q_EMIT mapPreviewed(preview->id, preview->value);
    });
    connect(m_worker, &Worker::mapProgressPosted, this, [this] {
        if (const auto news = m_worker->mapProgress.take())
            Q_EMIT mapProgress(news->id, news->value);
    });
}

const MethodInfo* Engine::method(const QString& id) const
{
    const auto found = std::find_if(m_methods.begin(), m_methods.end(),
                                    [&](const MethodInfo& info) { return info.id == id; });
    return found == m_methods.end() ? nullptr : &*found;
}

const MethodInfo* Engine::ascentMethod() const
{
    const auto found = std::find_if(m_methods.begin(), m_methods.end(), [](const MethodInfo& info) {
        return info.produces == MethodInfo::Produces::Picture;
    });
    return found == m_methods.end() ? nullptr : &*found;
}

void Engine::wake()
{
    m_worker->maps.interrupt();
    m_worker->wake();
}

void Engine::request(Job job)
{
    job.id = ++m_lastId;
    newest(job.kind) = m_worker->jobs.put(std::move(job));
    wake();
}

void Engine::loadModel(const Recipe& recipe)
{
    request({.kind = JobKind::Load, .recipe = recipe});
}

void Engine::predict(const Recipe& recipe, const Picture& picture)
{
    request({.kind = JobKind::Predict, .recipe = recipe, .picture = picture});
}

void Engine::makeNoisyInput(const Recipe& recipe, const Picture& picture, int sample)
{
    request({.kind = JobKind::NoisyInput, .recipe = recipe, .picture = picture, .sample = sample});
}

void Engine::explain(const Recipe& recipe, const Picture& picture)
{
    pauseAscent();
    cancelMeasure();
    request({.kind = JobKind::Explain, .recipe = recipe, .picture = picture});
    if (!differsOnlyInParams(m_explainRecipe, recipe))
        m_oldestShown = newest(JobKind::Explain);
    m_explainRecipe = recipe;
}

void Engine::cancelExplain()
{
    cancel(JobKind::Explain);
}

void Engine::measure(const Recipe& recipe, const Picture& picture, const QList<MetricRecipe>& metrics)
{
    pauseAscent();
    request({.kind = JobKind::Measure, .recipe = recipe, .picture = picture, .metrics = metrics});
}

void Engine::cancelMeasure()
{
    cancel(JobKind::Measure);
}

bool Engine::isMeasuring() const
{
    return m_newest[std::size_t(JobKind::Measure)] != 0;
}

void Engine::cancel(JobKind kind)
{
    if (m_worker->jobs.cancel(kind))
        takeFailure(kind, newest(kind), {ErrorCode::Cancelled, tr("Cancelled"), {}, {}});
}

void Engine::dropExplain()
{
    m_worker->jobs.cancel(JobKind::Explain);
    newest(JobKind::Explain) = 0;
}

bool Engine::isExplaining() const
{
    return m_newest[std::size_t(JobKind::Explain)] != 0;
}

void Engine::wantMaps(const QList<WantedMap>& maps)
{
    m_worker->maps.want(maps);
    m_worker->wake();
}

AttributionPtr Engine::knownMap(const Recipe& recipe)
{
    return m_cache.find(recipeKey(recipe, m_methods));
}

quint64& Engine::newest(JobKind kind)
{
    return m_newest[std::size_t(kind)];
}

bool Engine::closes(JobKind kind, quint64 id)
{
    if (id != newest(kind))
        return false;
    newest(kind) = 0;
    return true;
}

void Engine::takeFailure(JobKind kind, quint64 id, const Error& error)
{
    if (!closes(kind, id))
        return;
    switch (kind) {
    case JobKind::Load:
        Q_EMIT modelFailed(error);
        break;
    case JobKind::Predict:
        Q_EMIT predictFailed(error);
        break;
    case JobKind::NoisyInput:
        Q_EMIT noisyInputFailed(error);
        break;
    case JobKind::Explain:
        Q_EMIT explainFailed(error);
        break;
    case JobKind::Measure:
        Q_EMIT measureFailed(error);
        break;
    }
}

void Engine::takeExplanation(quint64 id, const AttributionPtr& attribution)
{
    if (attribution->isComplete)
        m_cache.keep(recipeKey(attribution->recipe, m_methods), attribution);
    if (closes(JobKind::Explain, id))
        Q_EMIT explained(attribution);
    else if (isExplaining() && id >= m_oldestShown)
        Q_EMIT previewed(attribution);
}

void Engine::takePreview()
{
    const auto preview = m_worker->previews.take();
    if (preview && isExplaining() && preview->id >= m_oldestShown)
        Q_EMIT previewed(preview->value);
}

void Engine::takeProgress()
{
    const auto news = m_worker->progress.take();
    if (news && news->id == newest(JobKind::Explain))
        Q_EMIT progress(news->value);
    else if (news && news->id == newest(JobKind::Measure))
        Q_EMIT measureProgress(news->value);
}

void Engine::takeFrame()
{
    const auto frame = m_worker->frames.take();
    if (frame && frame->id == m_ascentId)
        Q_EMIT ascentFrame(frame->value);
}

void Engine::takeMap(const RecipeKey& key, const AttributionPtr& map)
{
    if (!map->isComplete)
        return Q_EMIT mapPreviewed(key, map);
    m_worker->maps.acknowledge(key);
    m_cache.keep(key, map);
    Q_EMIT mapMade(key, map);
}

void Engine::startAscent(const Recipe& recipe, const Picture& picture)
{
    beginAscent(recipe, picture, AscentState::Running);
}

void Engine::prepareAscent(const Recipe& recipe, const Picture& picture)
{
    beginAscent(recipe, picture, AscentState::Paused);
}

void Engine::beginAscent(const Recipe& recipe, const Picture& picture, AscentState state)
{
    cancelExplain();
    cancelMeasure();
    m_ascentId = ++m_lastId;
    m_worker->ascent.begin(m_ascentId, recipe, picture, state == AscentState::Running);
    wake();
    setAscentState(state);
}

void Engine::stepAscent()
{
    if (!canStep(m_ascentState))
        return;
    cancelExplain();
    cancelMeasure();
    m_worker->ascent.step();
    wake();
}

void Engine::pauseAscent()
{
    if (!canPause(m_ascentState))
        return;
    m_worker->ascent.pause();
    setAscentState(AscentState::Paused);
}

void Engine::resumeAscent()
{
    if (!canResume(m_ascentState))
        return;
    cancelExplain();
    cancelMeasure();
    m_worker->ascent.resume(m_ascentState == AscentState::Finished);
    wake();
    setAscentState(AscentState::Running);
}

void Engine::stopAscent()
{
    if (!canStop(m_ascentState))
        return;
    m_ascentId = 0;
    m_worker->ascent.end();
    wake();
    setAscentState(AscentState::Idle);
}

void Engine::changeAscent(const Recipe& recipe)
{
    if (canChange(m_ascentState))
        m_worker->ascent.change(recipe);
}

void Engine::setAscentState(AscentState state)
{
    if (state == m_ascentState)
        return;
    m_ascentState = state;
    Q_EMIT ascentStateChanged(state);
}

} // namespace saliscope

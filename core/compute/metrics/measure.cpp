// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/metrics/measure.h"

#include <ATen/ATen.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include "core/base/strings.h"
#include "core/compute/guard.h"
#include "core/compute/metrics/metric.h"

namespace saliscope::compute {

namespace {

/// How far the map and the metrics after it are, as equal parts of the whole.
class Parts
{
public:
    Parts(const JobContext& job, qsizetype count)
        : m_job(job)
        , m_count(count)
    {
        m_timer.start();
    }

    void tell(qsizetype part, double fraction) const
    {
        constexpr int steps = 1000;
        m_job.progress({.done = qint64(steps * (double(part) + fraction)),
                        .total = steps * m_count,
                        .elapsedSeconds = double(m_timer.nsecsElapsed()) * 1e-9});
    }

private:
    const JobContext& m_job;
    qsizetype m_count;
    QElapsedTimer m_timer;
};

const Metric& requestedMetric(const QString& id)
{
    const Metric* const metric = findMetric(id);
    if (!metric)
        throw ComputeError(ErrorCode::InvalidArgument, u"There is no metric \"%1\""_s.arg(id), {},
                           u"\"saliscope metrics --list\" lists them."_s);
    return *metric;
}

QRectF inInput(const QRectF& box, const InputGeometry& geometry)
{
    return box.isEmpty() ? QRectF()
                         : QRectF(geometry.toInput(box.topLeft()), geometry.toInput(box.bottomRight()));
}

MetricResult judged(const Metric& metric, const MetricInput& input)
{
    if (!input.explained.output.map.isfinite().all().item<bool>())
        return noValue(QCoreApplication::translate("Metric", "The map has values that are not numbers."));
    const Expected<MetricResult> result = guard([&] { return metric.run(input); });
    if (result)
        return *result;
    if (result.error().code == ErrorCode::Cancelled)
        throw ComputeError(result.error());
    return noValue(result.error().text());
}

} // namespace

Measurement measure(Model& model, const Recipe& recipe, const Picture& picture,
                    const QList<MetricRecipe>& metrics, const JobContext& job)
{
    std::vector<const Metric*> asked;
    for (const MetricRecipe& metric : metrics)
        asked.push_back(&requestedMetric(metric.metric));
    const Parts parts(job, metrics.size() + 1);
    JobContext explaining = job;
    explaining.progress = [&](const Progress& progress) {
        parts.tell(0, progress.total > 0 ? double(progress.done) / double(progress.total) : 0);
    };
    const ExplainedImage explained = explainImage(model, recipe, picture, explaining);
    if (!explained.output.isComplete)
        throw ComputeError(ErrorCode::Cancelled, u"Cancelled"_s);

    Measurement measurement{.attribution = explained.attribution, .results = {}};
    for (qsizetype i = 0; i < metrics.size(); ++i) {
        QElapsedTimer timer;
        timer.start();
        const Metric& metric = *asked[std::size_t(i)];
        const ParamValues params = completedParams(metric.info().params, metrics[i].params);
        MetricResult result = judged(
            metric, {.explained = explained,
                     .params = params,
                     .box = inInput(metrics[i].box, explained.attribution->geometry),
                     .progress = [&](int done, int total) { parts.tell(i + 1, double(done) / total); }});
        result.metric = metrics[i].metric;
        result.params = params;
        result.seconds = double(timer.nsecsElapsed()) * 1e-9;
        measurement.results += result;
        parts.tell(i + 2, 0);
    }
    return measurement;
}

} // namespace saliscope::compute

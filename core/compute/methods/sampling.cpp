// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/sampling.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/methods/batch_sizer.h"

namespace saliscope::compute {

namespace {

constexpr int samplesPerCheck = 16;

QString text(const char* source)
{
    return QCoreApplication::translate("Sampling", source);
}

/// Adds samples in batches that fit and pay, until there are enough.
class Sampler
{
public:
    Sampler(SampledMap& map, const MethodInput& input)
        : m_map(map)
        , m_input(input)
        , m_tolerance(input.params.value(u"tolerance"_s).toDouble())
        , m_sizer(input.model)
    {}

    /// `afterBatch` is called when more are to come, too. Throws Cancelled.
    void run(const std::function<void()>& afterBatch)
    {
        while (!m_isComplete) {
            throwIfCancelled(m_input.cancel);
            addBatch();
            m_isComplete = m_map.done() == m_map.requested() || isStable();
            afterBatch();
        }
    }

    bool isComplete() const { return m_isComplete; }

    MethodOutput output() const
    {
        MethodOutput output = m_map.output();
        output.samples = m_map.done();
        output.requestedSamples = m_map.requested();
        output.millisecondsPerSample = m_sizer.seconds() * 1e3 / m_map.done();
        output.batchSize = m_largestBatch;
        output.isComplete = m_isComplete;
        return output;
    }

private:
    /// A batch that does not fit into memory is left for a smaller one.
    void addBatch()
    {
        int count = m_sizer.next(m_map.done(), m_map.requested());
        if (m_tolerance > 0)
            count = std::min(count, samplesPerCheck - m_map.done() % samplesPerCheck);
        if (m_sizer.run(count, [&] { m_map.add(count); }))
            m_largestBatch = std::max(m_largestBatch, count);
    }

    bool isStable() const
    {
        if (m_tolerance <= 0 || m_map.done() == 0 || m_map.done() % samplesPerCheck != 0)
            return false;
        const MethodOutput output = m_map.output();
        return relativeError(output.map, output.standardError) < m_tolerance;
    }

    SampledMap& m_map;
    const MethodInput& m_input;
    double m_tolerance;
    BatchSizer m_sizer;
    int m_largestBatch = 1;
    bool m_isComplete = false;
};

} // namespace

ParamSpec toleranceParam()
{
    return {.id = u"tolerance"_s,
            .name = text(QT_TRANSLATE_NOOP("Sampling", "Stop when stable")),
            .kind = ParamSpec::Kind::Real,
            .defaultValue = 0.0,
            .minimum = 0,
            .maximum = 1,
            .step = 0.01,
            .isFraction = true,
            .minimumName = text(QT_TRANSLATE_NOOP("Sampling", "never")),
            .help = text(QT_TRANSLATE_NOOP("Sampling",
                                           "Stops before all samples are there, once the mean standard "
                                           "error is below this part of the map's mean size. 0: never.")),
            .advanced = true};
}

double relativeError(const at::Tensor& map, const at::Tensor& standardError)
{
    if (!standardError.defined())
        return 0;
    const double size = map.abs().mean().item<double>();
    return size > 0 ? standardError.mean().item<double>() / size : 0;
}

MethodOutput runSampled(SampledMap& map, const MethodInput& input, MethodReport& report)
{
    Sampler sampler(map, input);
    try {
        sampler.run([&] {
            report.progress(map.done(), map.requested());
            if (map.done() > 0 && !sampler.isComplete() && report.isPreviewDue())
                report.preview(sampler.output());
        });
    } catch (const ComputeError& error) {
        if (error.error().code != ErrorCode::Cancelled || map.done() == 0)
            throw;
    }
    return sampler.output();
}

MethodOutput SampledMethod::run(const MethodInput& input, MethodReport& report) const
{
    return runSampled(*begin(input, input.image), input, report);
}

at::Tensor SampledMethod::attribute(const MethodInput& input, const at::Tensor& batch) const
{
    std::vector<at::Tensor> maps;
    for (const at::Tensor& image : batch.split(1)) {
        const std::unique_ptr<SampledMap> map = begin(input, image);
        Sampler(*map, input).run([] {});
        maps.push_back(map->output().map);
    }
    return at::stack(maps);
}

} // namespace saliscope::compute

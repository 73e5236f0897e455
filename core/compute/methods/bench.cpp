// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/methods/bench.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <sys/resource.h>

#include <QElapsedTimer>

#include <algorithm>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/methods/method.h"
#include "core/compute/methods/philox_noise.h"
#include "core/compute/methods/running_moments.h"

namespace saliscope::compute {

namespace {

const PointMethod& timedMethod(const QString& id)
{
    const PointMethod* method = findPointMethod(id);
    if (!method)
        throw ComputeError(ErrorCode::InvalidArgument, u"\"%1\" cannot be timed sample by sample"_s.arg(id),
                           {}, u"Take a method that SmoothGrad can average, for example gradient."_s);
    return *method;
}

double medianMilliseconds(int runs, const std::function<void(int)>& run)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        QElapsedTimer timer;
        timer.start();
        run(i);
        times.push_back(double(timer.nsecsElapsed()) * 1e-6);
    }
    std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
    return times[std::size_t(runs / 2)];
}

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024; // Linux counts in KiB.
}

} // namespace

Benchmark bench(Model& model, const Recipe& recipe, int samples, int batch, const CancelToken& cancel)
{
    if (batch > 1 && !model.info().anyBatch)
        throw ComputeError(ErrorCode::InvalidArgument, u"The model takes one picture at a time"_s, {},
                           u"Export it with a dynamic batch dimension, or use --batch 1."_s);
    const PointMethod& method = timedMethod(recipe.method);
    const InputSpec& spec = model.info().card.input;
    const std::vector<int64_t> shape{spec.channelCount(), spec.height, spec.width};
    MethodInput input{.model = model,
                      .target = {.kind = Target::Kind::Class, .index = 0},
                      .seed = recipe.seed,
                      .cancel = cancel};
    input.params = completeParams(method, recipe.params);
    const auto noisy = [&](int first) {
        return philoxNormals(shape, recipe.seed, uint64_t(first), batch, model.tensorOptions())
            .contiguous(at::MemoryFormat::ChannelsLast);
    };
    RunningMoments moments;
    const auto sample = [&](int i) { moments.add(method.attribute(input, noisy(i * batch))); };
    const at::Tensor fixed = noisy(0);
    const auto forward = [&](int) {
        throwIfCancelled(cancel);
        model.engine().forward(fixed, {model.output()}, false, cancel);
    };
    const int runs = std::max(3, (samples + batch - 1) / batch);
    for (int i = 0; i < 2; ++i) { // Weights are prepared, memory is fetched.
        sample(i);
        forward(i);
    }
    Benchmark result;
    result.msForward = medianMilliseconds(runs, forward) / batch;
    result.msPerSample = medianMilliseconds(runs, sample) / batch;
    result.model = model.info().name;
    result.method = recipe.method;
    result.engine = model.usesPlan() ? u"plan"_s : u"autograd"_s;
    result.device = recipe.device;
    result.threads = at::get_num_threads();
    result.batch = batch;
    result.samples = runs * batch;
    result.peakMegabytes = peakMegabytes();
    return result;
}

} // namespace saliscope::compute

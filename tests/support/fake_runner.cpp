// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_runner.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

#include "core/base/strings.h"
#include "core/imaging/picture_io.h"
#include "core/imaging/preprocess.h"
#include "tests/support/fake_ascent.h"
#include "tests/support/fake_methods.h"
#include "tests/support/fake_metrics.h"

namespace saliscope::test {
namespace {

const Error cancelledError{ErrorCode::Cancelled, u"Cancelled"_s, {}, {}};

FloatMap reduced(const FloatMap& gradient, const QString& reduction)
{
    FloatMap map(1, gradient.height, gradient.width);
    for (int y = 0; y < gradient.height; ++y) {
        for (int x = 0; x < gradient.width; ++x) {
            float& value = map.at(0, y, x);
            for (int c = 0; c < gradient.channels; ++c) {
                const float g = gradient.at(c, y, x);
                value = reduction == u"sum"_s ? value + g : std::max(value, std::abs(g));
            }
        }
    }
    return map;
}

/// What is explained, called as the compute module calls it; `classes` in the order that the target counts
/// in.
ClassScore explained(const Target& target, const QList<ClassScore>& classes)
{
    ClassScore score = classes.value(target.index);
    if (target.kind == Target::Kind::Unit)
        score.label = targetText(target);
    else if (target.versus)
        score.label += u" − "_s + FakeRunner::label(target.versus->index);
    return score;
}

/// What a finished map and a preview after `done` samples share.
std::shared_ptr<Attribution> partial(const Attribution& whole, int done, double seconds)
{
    auto attribution = std::make_shared<Attribution>(whole);
    attribution->samples = done;
    attribution->isComplete = done == whole.requestedSamples;
    attribution->relativeError = 1 / std::sqrt(double(std::max(1, done)));
    attribution->standardError = whole.map;
    for (float& value : attribution->standardError.values)
        value = std::abs(value) * float(attribution->relativeError);
    attribution->seconds = seconds;
    return attribution;
}

Prediction prediction(const FloatMap& input, const InputGeometry& geometry)
{
    Prediction result;
    result.classes = FakeRunner::scores(input);
    std::stable_sort(result.classes.begin(), result.classes.end(),
                     [](const ClassScore& a, const ClassScore& b) { return a.probability > b.probability; });
    result.geometry = geometry;
    return result;
}

} // namespace

void FakeControl::setFailure(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    m_failure = std::move(error);
}

std::optional<Error> FakeControl::failure()
{
    const std::lock_guard lock(m_mutex);
    return m_failure;
}

FakeRunner::FakeRunner(FakeControlPtr control)
    : m_control(std::move(control))
{
    ++m_control->alive;
}

FakeRunner::~FakeRunner()
{
    --m_control->alive;
}

InputSpec FakeRunner::inputSpec()
{
    InputSpec spec;
    spec.height = Side;
    spec.width = Side;
    spec.resizeShorterSide = Side;
    spec.mean = {0, 0, 0};
    spec.std = {1, 1, 1};
    return spec;
}

QString FakeRunner::label(int classIndex)
{
    return QStringList{u"red"_s, u"green"_s, u"blue"_s, u"gray"_s}[classIndex];
}

FloatMap FakeRunner::weights(int classIndex)
{
    FloatMap map(3, Side, Side);
    for (int c = 0; c < 3; ++c) {
        const double sign = c == classIndex || classIndex == 3 ? 8 : -4;
        for (int y = 0; y < Side; ++y) {
            for (int x = 0; x < Side; ++x)
                map.at(c, y, x) =
                    float(sign * (1 + std::sin(x + 2 * y + classIndex) / 2) / (3 * Side * Side));
        }
    }
    return map;
}

QList<ClassScore> FakeRunner::scores(const FloatMap& input)
{
    QList<ClassScore> classes;
    double sum = 0;
    for (int k = 0; k < Classes; ++k) {
        const FloatMap w = weights(k);
        double logit = 0;
        for (std::size_t i = 0; i < w.values.size(); ++i)
            logit += double(w.values[i]) * double(input.values[i]);
        sum += std::exp(logit);
        classes += ClassScore{k, label(k), std::exp(logit), logit};
    }
    for (ClassScore& score : classes)
        score.probability /= sum;
    return classes;
}

std::optional<Error> FakeRunner::refuse(const CancelToken& cancel)
{
    if (!m_control->gate.pass(cancel))
        return cancelledError;
    return m_control->failure();
}

QList<MethodInfo> FakeRunner::methods() const
{
    return fakeMethods();
}

QList<MetricInfo> FakeRunner::metrics() const
{
    return fakeMetrics();
}

QList<DeviceInfo> FakeRunner::devices()
{
    return {{.id = u"cpu"_s, .name = u"Fake CPU"_s, .cores = 2},
            {.id = u"cuda:0"_s,
             .name = u"Fake GPU"_s,
             .available = false,
             .reason = u"There is no GPU in a test."_s}};
}

Expected<ModelInfo> FakeRunner::loadModel(const Recipe& recipe, const JobContext& job)
{
    ++m_control->loads;
    if (const auto error = refuse(job.cancel))
        return tl::unexpected(*error);
    ModelInfo info;
    info.name = recipe.model.path.isEmpty() ? u"Fake model"_s : QFileInfo(recipe.model.path).baseName();
    info.path = recipe.model.path;
    info.format = u"pt2"_s;
    info.card.input = inputSpec();
    for (int k = 0; k < Classes; ++k)
        info.card.labels += label(k);
    info.cardOrigin = u"beside"_s;
    info.inputShape = {-1, 3, Side, Side};
    info.classCount = Classes;
    info.parameters = Classes * 3 * Side * Side;
    info.anyBatch = true;
    info.layers = {{u"features.0"_s, u"Conv2d"_s, {1, 8, Side, Side}},
                   {u"features.1"_s, u"Conv2d"_s, {1, 16, Side / 2, Side / 2}},
                   {u"linear"_s, u"Linear"_s, {1, Classes}}};
    return info;
}

Expected<Prediction> FakeRunner::predict(const Recipe& recipe, const Picture& picture, const JobContext& job)
{
    ++m_control->predictions;
    if (const auto error = refuse(job.cancel))
        return tl::unexpected(*error);
    const Expected<PreparedInput> input = preprocess(picture, inputSpec(), recipe.framing);
    if (!input)
        return tl::unexpected(input.error());
    return prediction(input->values, input->geometry);
}

Expected<NoisyInput> FakeRunner::noisyInput(const Recipe& recipe, const Picture& picture, int sample,
                                            const JobContext& job)
{
    ++m_control->noisyInputs;
    if (const auto error = refuse(job.cancel))
        return tl::unexpected(*error);
    Expected<PreparedInput> input = preprocess(picture, inputSpec(), recipe.framing);
    if (!input)
        return tl::unexpected(input.error());
    const double noise = recipe.params.value(u"noise"_s).toDouble();
    for (std::size_t i = 0; i < input->values.values.size(); ++i)
        input->values.values[i] += float((int(i) + sample) % 2 == 0 ? noise : -noise);
    return NoisyInput{.picture = inputImage(input->values, inputSpec()),
                      .prediction = prediction(input->values, input->geometry),
                      .sample = sample,
                      .noiseSigma = noise,
                      .noiseLevels = 255 * noise};
}

Expected<AttributionPtr> FakeRunner::explain(const Recipe& recipe, const Picture& picture,
                                             const JobContext& job)
{
    ++m_control->explanations;
    const Expected<PreparedInput> input = preprocess(picture, inputSpec(), recipe.framing);
    if (!input)
        return tl::unexpected(input.error());
    QList<ClassScore> classes = scores(input->values);
    if (recipe.target.kind == Target::Kind::Rank) {
        std::stable_sort(classes.begin(), classes.end(),
                         [](const ClassScore& a, const ClassScore& b) { return a.logit > b.logit; });
    }
    Attribution whole;
    whole.recipe = recipe;
    for (const MethodInfo& info : fakeMethods()) {
        if (info.id == recipe.method)
            whole.recipe.params = withWrapped(info, recipe.params, fakeMethods()).completed(recipe.params);
    }
    if (recipe.method == u"cam"_s)
        whole.notes = {u"Layer features.1"_s};
    whole.target = explained(recipe.target, classes);
    whole.geometry = input->geometry;
    whole.threads = std::max(1, recipe.threads);
    whole.map = reduced(weights(whole.target.index), whole.recipe.params.value(u"reduction"_s).toString());
    whole.requestedSamples = std::max(1, whole.recipe.params.value(u"n"_s, 1).toInt());

    QElapsedTimer clock;
    clock.start();
    for (int done = 0; done < whole.requestedSamples; ++done) {
        const double seconds = double(clock.nsecsElapsed()) * 1e-9;
        const std::optional<Error> error = refuse(job.cancel);
        if (error && error->code == ErrorCode::Cancelled && done > 0)
            return partial(whole, done, seconds);
        if (error)
            return tl::unexpected(*error);
        ++m_control->samples;
        job.progress({done + 1, whole.requestedSamples, seconds});
        if (done + 1 < whole.requestedSamples)
            job.preview(partial(whole, done + 1, seconds));
    }
    for (const QString& reduction : {u"max-abs"_s, u"sum"_s})
        whole.reductions.insert(reduction, {.map = reduced(weights(whole.target.index), reduction)});
    return partial(whole, whole.requestedSamples, double(clock.nsecsElapsed()) * 1e-9);
}

Expected<Measurement> FakeRunner::measure(const Recipe& recipe, const Picture& picture,
                                          const QList<MetricRecipe>& metrics, const JobContext& job)
{
    ++m_control->measurements;
    const Expected<AttributionPtr> map = explain(recipe, picture, {.cancel = job.cancel});
    if (!map)
        return tl::unexpected(map.error());
    Measurement measurement{.attribution = *map, .results = {}};
    for (const MetricRecipe& metric : metrics) {
        if (const auto error = refuse(job.cancel))
            return tl::unexpected(*error);
        measurement.results += fakeResult(metric, int(measurement.results.size()));
        job.progress({measurement.results.size(), metrics.size(), 0});
    }
    return measurement;
}

Expected<std::unique_ptr<AscentRun>> FakeRunner::ascend(const Recipe& recipe, const Picture&,
                                                        const JobContext& job)
{
    ++m_control->ascents;
    if (const auto error = refuse(job.cancel))
        return tl::unexpected(*error);
    return std::make_unique<FakeAscent>(m_control, recipe);
}

RunnerFactory fakeFactory(const FakeControlPtr& control)
{
    return [control]() -> Expected<std::unique_ptr<Runner>> { return std::make_unique<FakeRunner>(control); };
}

Picture fakePicture(QColor color, const QString& name)
{
    QImage image(64, 48, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, color.darker(100 + x + y));
    }
    return pictureFromImage(image, name);
}

Expected<Benchmark> FakeRunner::bench(const Recipe& recipe, int samples, int batch, const JobContext&)
{
    return Benchmark{.model = u"fake"_s,
                     .method = recipe.method,
                     .engine = u"plan"_s,
                     .device = recipe.device,
                     .batch = batch,
                     .samples = samples,
                     .msPerSample = 2,
                     .msForward = 1};
}

} // namespace saliscope::test

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/reference.h"

#include <ATen/Parallel.h>
#include <QtTest>

#include <QJsonObject>

#include <cmath>

#include "core/compute/compute_error.h"
#include "core/compute/methods/method.h"
#include "core/compute/methods/philox_noise.h"
#include "core/compute/methods/target_score.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// Counts reports; can cancel after so many samples.
class Report : public MethodReport
{
public:
    void progress(int done, int) override
    {
        lastProgress = done;
        if (cancelAt > 0 && done >= cancelAt)
            token.cancel();
    }
    bool isPreviewDue() const override { return true; }
    void preview(const MethodOutput& output) override { previewSamples.push_back(output.samples); }

    CancelToken token;
    int cancelAt = 0;
    int lastProgress = 0;
    std::vector<int> previewSamples;
};

at::Tensor image(const Model& model)
{
    return philoxUniforms({3, 32, 32}, 21, 0, -1, 1, at::kDouble)
        .to(model.tensorOptions())
        .contiguous(at::MemoryFormat::ChannelsLast);
}

MethodOutput run(Model& model, const QString& id, const ParamValues& params, Report& report,
                 Target target = {})
{
    const Method* method = findMethod(id);
    if (target.kind == Target::Kind::Rank)
        target = {.kind = Target::Kind::Class, .index = 1};
    return method->run({.model = model,
                        .image = image(model),
                        .target = target,
                        .params = method->info().completed(params),
                        .seed = 7,
                        .cancel = report.token},
                       report);
}

MethodOutput run(Model& model, const QString& id, const ParamValues& params, const Target& target = {})
{
    Report report;
    return run(model, id, params, report, target);
}

/// a and b of the quadratic model's class 1: gradient 2 a^2 x + b.
std::pair<at::Tensor, at::Tensor> quadraticWeights()
{
    return {(drawn(3, {3, 3, 32, 32})[1] * 0.1).to(at::kDouble),
            (drawn(4, {3, 3, 32, 32})[1] * 0.05).to(at::kDouble)};
}

const ParamValues channels{{u"reduction"_s, u"none"_s}};

ParamValues with(ParamValues params, const ParamValues& more)
{
    params.insert(more);
    return params;
}

} // namespace

/// Every method's map is what its formula says, on models whose gradient is known.
class TestMethods : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gradientOfLinearModelIsItsWeights();
    void inputXGradientMultiplies();
    void reductionsOfTheGradient();
    void gradientAgreesWithDifferences_data();
    void gradientAgreesWithDifferences();
    void smoothGradOfLinearModelHasNoSpread();
    void smoothGradOfQuadraticModelIsKnown();
    void standardErrorCoversTheTruth();
    void noNoiseIsThePlainGradient();
    void mapDoesNotDependOnBatchesOrThreads();
    void seedReplaysBitForBit();
    void smoothGradAgreesWithPython();
    void smoothGradWrapsOtherMethods();
    void cancelKeepsWhatThereIs();
    void cancelBeforeTheFirstSampleIsAnError();
    void previewsComeFromTheFirstSampleOn();
    void nothingIsChanged();
    void unitsAndProbabilitiesAreTargets();
    void unknownTargetsAreRefused();
    void infosAreComplete();
};

void TestMethods::gradientOfLinearModelIsItsWeights()
{
    for (const QString& file : {u"linear.pt2"_s, u"linear.pt"_s}) {
        const auto model = tinyModel(file, Precision::Float32);
        const at::Tensor weights = (drawn(1, {6, 3072}) * 0.05)[1].reshape({3, 32, 32});
        QVERIFY(at::equal(run(*model, u"gradient"_s, channels).map.to(at::kFloat), weights));
    }
}

void TestMethods::inputXGradientMultiplies()
{
    const auto model = tinyModel(u"quadratic.pt2"_s);
    const auto [a, b] = quadraticWeights();
    const at::Tensor x = image(*model)[0];
    QVERIFY(largestDifference(run(*model, u"input-x-gradient"_s, channels).map, (2 * a * a * x + b) * x) <
            1e-8);
}

void TestMethods::reductionsOfTheGradient()
{
    const auto model = tinyModel(u"quadratic.pt2"_s);
    const at::Tensor g = run(*model, u"gradient"_s, channels).map;
    const auto reduced = [&](const QString& id) {
        return run(*model, u"gradient"_s, {{u"reduction"_s, id}}).map;
    };
    QVERIFY(at::equal(reduced(u"max-abs"_s), g.abs().amax(0, true)));
    QVERIFY(at::equal(reduced(u"sum-abs"_s), g.abs().sum(0, true)));
    QVERIFY(at::equal(reduced(u"sum"_s), g.sum(0, true)));
    QVERIFY(at::equal(reduced(u"mean"_s), g.mean(0, true)));
}

void TestMethods::gradientAgreesWithDifferences_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("isProbability");
    QTest::newRow("logit") << u"small_cnn.pt2"_s << u"3"_s << false;
    QTest::newRow("probability") << u"quadratic.pt2"_s << u"1"_s << true; // The other model is too sure.
    QTest::newRow("unit") << u"small_cnn.pt2"_s << u"features.6:3"_s << false;
}

void TestMethods::gradientAgreesWithDifferences()
{
    QFETCH(const QString, file);
    QFETCH(const QString, target);
    QFETCH(const bool, isProbability);
    const auto model = tinyModel(file);
    Target which = parseTarget(target, {}).value();
    which.score = isProbability ? Target::Score::Probability : Target::Score::Logit;
    const TargetScore score(*model, which);
    const at::Tensor x = image(*model);
    const auto value = [&](int64_t element, double by) {
        at::Tensor moved = x.contiguous().clone();
        moved.view({-1})[element] += by;
        return score
            .scores(model->engine({score.value()}).forward(moved, {score.value()}, false, {}).front())[0]
            .item<double>();
    };
    const at::Tensor gradient = run(*model, u"gradient"_s, channels, which).map.flatten();
    QVERIFY(gradient.abs().max().item<double>() > 1e-4);
    for (const int64_t i : {0, 40, 555, 1300, 2047, 3071}) {
        const double slope = (value(i, 1e-6) - value(i, -1e-6)) / 2e-6;
        QVERIFY(std::abs(slope - gradient[i].item<double>()) < 1e-7);
    }
}

void TestMethods::smoothGradOfLinearModelHasNoSpread()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const auto plain = run(*model, u"gradient"_s, channels);
    const auto smooth = run(*model, u"smoothgrad"_s, with(channels, {{u"n"_s, 9}}));
    QCOMPARE(smooth.samples, 9);
    QVERIFY(largestDifference(smooth.map, plain.map) < 1e-14);
    QVERIFY(smooth.standardError.max().item<double>() < 1e-14);
}

void TestMethods::smoothGradOfQuadraticModelIsKnown()
{
    // g_i = 2 a^2 (x + sigma z_i) + b: every aggregate follows from the noise alone.
    const auto model = tinyModel(u"quadratic.pt2"_s);
    const auto [a, b] = quadraticWeights();
    const at::Tensor x = image(*model)[0];
    const double sigma = 0.2 * (x.max() - x.min()).item<double>();
    const at::Tensor z = philoxNormals({3, 32, 32}, 7, 0, 25, at::kDouble);
    const at::Tensor gradients = 2 * a * a * (x + sigma * z) + b;
    const ParamValues params = with(channels, {{u"n"_s, 25}, {u"noise"_s, 0.2}});
    const auto aggregated = [&](const QString& id) {
        return run(*model, u"smoothgrad"_s, with(params, {{u"aggregate"_s, id}}));
    };
    const MethodOutput mean = aggregated(u"mean"_s);
    QVERIFY(std::abs(mean.noiseSigma - sigma) < 1e-12);
    QVERIFY(largestDifference(mean.map, gradients.mean(0)) < 1e-8);
    QVERIFY(largestDifference(mean.standardError, (gradients.var(0) / 25).sqrt()) < 1e-8);
    const MethodOutput square = aggregated(u"square"_s);
    QVERIFY(largestDifference(square.map, gradients.square().mean(0)) < 1e-8);
    QVERIFY(largestDifference(square.standardError, (gradients.square().var(0) / 25).sqrt()) < 1e-8);
    const MethodOutput variance = aggregated(u"variance"_s);
    QVERIFY(largestDifference(variance.map, gradients.var(0, false)) < 1e-8);
    QVERIFY(largestDifference(variance.standardError, gradients.var(0, false) * std::sqrt(2 / 24.0)) < 1e-8);
}

void TestMethods::standardErrorCoversTheTruth()
{
    // The true mean is the gradient itself, because the model is quadratic: about 95 % within 2 errors.
    const auto model = tinyModel(u"quadratic.pt2"_s);
    for (const QString& reduction : {u"sum"_s, u"sum-abs"_s, u"max-abs"_s}) {
        const ParamValues params{{u"reduction"_s, reduction}};
        const auto smooth = run(*model, u"smoothgrad"_s, with(params, {{u"n"_s, 100}, {u"noise"_s, 0.02}}));
        const auto truth = run(*model, u"gradient"_s, params);
        const at::Tensor within = (smooth.map - truth.map).abs() < 2 * smooth.standardError;
        const double share = within.to(at::kDouble).mean().item<double>();
        QVERIFY2(share > 0.92 && share < 0.98, qPrintable(reduction + u' ' + QString::number(share)));
    }
}

void TestMethods::noNoiseIsThePlainGradient()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    for (const QString& reduction : {u"max-abs"_s, u"sum"_s, u"none"_s}) {
        const ParamValues params{{u"reduction"_s, reduction}};
        const at::Tensor plain = run(*model, u"gradient"_s, params).map;
        for (const ParamValues& off : {ParamValues{{u"n"_s, 0}}, ParamValues{{u"noise"_s, 0.0}}}) {
            const auto smooth = run(*model, u"smoothgrad"_s, with(params, off));
            QVERIFY(at::equal(smooth.map, plain));
            QVERIFY(smooth.isComplete);
        }
    }
}

void TestMethods::mapDoesNotDependOnBatchesOrThreads()
{
    const ParamValues params{{u"n"_s, 40}, {u"noise"_s, 0.1}, {u"reduction"_s, u"sum"_s}};
    const auto any = tinyModel(u"small_cnn.pt2"_s);
    const auto one = tinyModel(u"small_cnn_static.pt2"_s);
    const MethodOutput batched = run(*any, u"smoothgrad"_s, params);
    const MethodOutput single = run(*one, u"smoothgrad"_s, params);
    QVERIFY(batched.batchSize > 1);
    QCOMPARE(single.batchSize, 1);
    QVERIFY(largestDifference(batched.map, single.map) < 1e-12);
    QVERIFY(largestDifference(batched.standardError, single.standardError) < 1e-12);
    const int threads = at::get_num_threads();
    at::set_num_threads(threads == 1 ? 2 : 1);
    QVERIFY(largestDifference(run(*any, u"smoothgrad"_s, params).map, batched.map) < 1e-12);
    at::set_num_threads(threads);
}

void TestMethods::seedReplaysBitForBit()
{
    const auto model = tinyModel(u"small_cnn_static.pt2"_s, Precision::Float32);
    const ParamValues params{{u"n"_s, 12}};
    const at::Tensor first = run(*model, u"smoothgrad"_s, params).map;
    QVERIFY(at::equal(run(*model, u"smoothgrad"_s, params).map, first));
}

void TestMethods::smoothGradAgreesWithPython()
{
    const QJsonObject expected = referenceJson(u"smoothgrad.json"_s).object();
    const auto model = tinyModel(expected[u"model"_s].toString() + u".pt2"_s);
    const Method* method = findMethod(u"smoothgrad"_s);
    MethodInput input{.model = *model,
                      .image = referenceArray(expected[u"input"_s].toString())
                                   .unsqueeze(0)
                                   .contiguous(at::MemoryFormat::ChannelsLast),
                      .target = {.kind = Target::Kind::Class, .index = expected[u"target"_s].toInt()},
                      .seed = quint64(expected[u"seed"_s].toInteger())};
    const ParamValues params = with(channels, {{u"n"_s, expected[u"n"_s].toInt()},
                                               {u"noise"_s, expected[u"noise"_s].toDouble()},
                                               {u"range"_s, expected[u"range"_s].toString()}});
    Report report;
    input.params = method->info().completed(params);
    const MethodOutput mean = method->run(input, report);
    QVERIFY(std::abs(mean.noiseSigma - expected[u"sigma"_s].toDouble()) < 1e-12);
    QVERIFY(largestDifference(mean.map, referenceArray(u"smoothgrad_mean.npy"_s)) < 1e-12);
    const at::Tensor variance = referenceArray(u"smoothgrad_variance.npy"_s);
    QVERIFY(largestDifference(mean.standardError, (variance / double(mean.samples - 1)).sqrt()) < 1e-12);
    input.params[u"aggregate"_s] = u"variance"_s;
    QVERIFY(largestDifference(method->run(input, report).map, variance) < 1e-12);
}

void TestMethods::smoothGradWrapsOtherMethods()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const ParamValues params =
        with(channels, {{u"n"_s, 6}, {u"noise"_s, 0.1}, {u"of"_s, u"input-x-gradient"_s}});
    const at::Tensor x = image(*model)[0];
    const at::Tensor weights = run(*model, u"gradient"_s, channels).map;
    const double sigma = 0.1 * (x.max() - x.min()).item<double>();
    const at::Tensor z = philoxNormals({3, 32, 32}, 7, 0, 6, at::kDouble);
    QVERIFY(largestDifference(run(*model, u"smoothgrad"_s, params).map, weights * (x + sigma * z).mean(0)) <
            1e-12);
    QVERIFY_EXCEPTION_THROWN(run(*model, u"smoothgrad"_s, {{u"of"_s, u"smoothgrad"_s}}), ComputeError);
}

void TestMethods::cancelKeepsWhatThereIs()
{
    const auto model = tinyModel(u"small_cnn_static.pt2"_s);
    Report report;
    report.cancelAt = 5;
    const MethodOutput partial = run(*model, u"smoothgrad"_s, {{u"n"_s, 1000}}, report);
    QCOMPARE(partial.samples, 5);
    QCOMPARE(partial.requestedSamples, 1000);
    QVERIFY(!partial.isComplete);
    const MethodOutput five = run(*model, u"smoothgrad"_s, {{u"n"_s, 5}});
    QVERIFY(five.isComplete);
    QVERIFY(at::equal(five.map, partial.map));
}

void TestMethods::cancelBeforeTheFirstSampleIsAnError()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    Report report;
    report.token.cancel();
    try {
        run(*model, u"smoothgrad"_s, {}, report);
        QFAIL("a cancelled run gave a map");
    } catch (const ComputeError& error) {
        QCOMPARE(error.error().code, ErrorCode::Cancelled);
    }
}

void TestMethods::previewsComeFromTheFirstSampleOn()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    Report report;
    const MethodOutput output = run(*model, u"smoothgrad"_s, {{u"n"_s, 30}}, report);
    QCOMPARE(report.previewSamples.front(), 1);
    QVERIFY(report.previewSamples.back() < 30);
    QCOMPARE(report.lastProgress, 30);
    QCOMPARE(output.samples, 30);
}

void TestMethods::nothingIsChanged()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    std::map<ValueId, at::Tensor> before;
    for (const auto& [id, constant] : model->graph().constants)
        before[id] = constant.clone();
    MethodInput input{.model = *model, .image = image(*model), .target = {.kind = Target::Kind::Class}};
    const at::Tensor picture = input.image.clone();
    for (const auto& method : methodRegistry()) {
        input.params = method->info().completed({{u"n"_s, 5}});
        Report report;
        method->run(input, report);
    }
    QVERIFY(at::equal(input.image, picture));
    for (const auto& [id, constant] : model->graph().constants) {
        QVERIFY(at::equal(constant, before[id]));
        QVERIFY(!constant.requires_grad() && !constant.grad().defined());
    }
}

void TestMethods::unitsAndProbabilitiesAreTargets()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const TargetScore unit(*model, {.kind = Target::Kind::Unit, .index = 2, .layer = u"features.6"_s});
    QCOMPARE(unit.label(), u"features.6:2"_s);
    const at::Tensor value =
        model->engine({unit.value()}).forward(image(*model), {unit.value()}, false, {}).front();
    QCOMPARE(unit.scores(value)[0].item<double>(), value[0][2].mean().item<double>());

    const TargetScore logit(*model, {.kind = Target::Kind::Class, .index = 4});
    const at::Tensor output = model->engine().forward(image(*model), {logit.value()}, false, {}).front();
    const ClassScore score = logit.classScore(output);
    QCOMPARE(score.index, 4);
    QCOMPARE(score.label, u"class 4"_s);
    QCOMPARE(score.logit, output[0][4].item<double>());
    QVERIFY(std::abs(score.probability - at::softmax(output, 1)[0][4].item<double>()) < 1e-12);
    QCOMPARE(resolvedTarget({.kind = Target::Kind::Rank, .index = 0}, output[0]).index,
             int(output[0].argmax().item<int64_t>()));
}

void TestMethods::unknownTargetsAreRefused()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto refuses = [&](const Target& target) {
        try {
            run(*model, u"gradient"_s, {}, target);
        } catch (const ComputeError& error) {
            return error.error().code == ErrorCode::InvalidArgument;
        }
        return false;
    };
    QVERIFY(refuses({.kind = Target::Kind::Class, .index = 10}));
    QVERIFY(refuses({.kind = Target::Kind::Class, .index = -1}));
    QVERIFY(refuses({.kind = Target::Kind::Unit, .index = 0, .layer = u"nowhere"_s}));
    QVERIFY(refuses({.kind = Target::Kind::Unit, .index = 16, .layer = u"features.6"_s}));
}

void TestMethods::infosAreComplete()
{
    QStringList ids;
    for (const MethodInfo& info : methodInfos()) {
        ids << info.id;
        QVERIFY(!info.name.isEmpty() && !info.summary.isEmpty() && !info.source.isEmpty());
        for (const ParamSpec& spec : info.params) {
            QVERIFY2(!spec.name.isEmpty() && !spec.help.isEmpty(), qPrintable(spec.id));
            if (spec.kind == ParamSpec::Kind::Choice) {
                const auto isDefault = [&](const ParamSpec::Choice& choice) {
                    return choice.id == spec.defaultValue.toString();
                };
                QVERIFY2(std::any_of(spec.choices.begin(), spec.choices.end(), isDefault),
                         qPrintable(spec.id));
            }
        }
        for (const Preset& preset : info.presets) {
            QVERIFY(!preset.name.isEmpty() && !preset.remark.isEmpty());
            for (const QString& id : preset.params.keys())
                QVERIFY2(info.param(id), qPrintable(preset.id + u' ' + id));
        }
    }
    QCOMPARE(ids, (QStringList{u"smoothgrad"_s, u"gradient"_s, u"input-x-gradient"_s, u"ascent"_s}));
}

QTEST_APPLESS_MAIN(TestMethods)
#include "test_methods.moc"

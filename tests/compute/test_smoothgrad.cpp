// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/method_run.h"

#include <ATen/Parallel.h>
#include <QtTest>

#include <QJsonObject>

#include <cmath>

#include "core/compute/compute_error.h"
#include "core/compute/methods/batch_sizer.h"
#include "core/compute/methods/running_moments.h"
#include "core/compute/methods/target_score.h"

using namespace saliscope;
using namespace saliscope::compute;

/// SmoothGrad is what its formula says, on models whose gradient is known, whatever the batches.
class TestSmoothGrad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linearModelHasNoSpread();
    void quadraticModelIsKnown();
    void standardErrorCoversTheTruth();
    void noNoiseIsThePlainGradient();
    void mapDoesNotDependOnBatchesOrThreads();
    void seedReplaysBitForBit();
    void agreesWithPython();
    void wrapsOtherMethods();
    void cancelKeepsWhatThereIs();
    void cancelBeforeTheFirstSampleIsAnError();
    void previewsComeFromTheFirstSampleOn();
    void batchesGrowWhileTheyPay();
    void batchesAreFixedWhereBitsDependOnThem();
};

void TestSmoothGrad::linearModelHasNoSpread()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const auto plain = run(*model, u"gradient"_s, channels);
    const auto smooth = run(*model, u"smoothgrad"_s, with(channels, {{u"n"_s, 9}}));
    QCOMPARE(smooth.samples, 9);
    QVERIFY(largestDifference(smooth.map, plain.map) < 1e-14);
    QVERIFY(smooth.standardError.max().item<double>() < 1e-14);
}

void TestSmoothGrad::quadraticModelIsKnown()
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
    const MethodOutput magnitude = aggregated(u"magnitude"_s);
    QVERIFY(largestDifference(magnitude.map, gradients.abs().mean(0)) < 1e-8);
    QVERIFY(largestDifference(magnitude.standardError, (gradients.abs().var(0) / 25).sqrt()) < 1e-8);
    const MethodOutput inUnits = run(*model, u"smoothgrad"_s, with(params, {{u"range"_s, u"unit"_s}}));
    QCOMPARE(inUnits.noiseSigma, 0.2);
}

void TestSmoothGrad::standardErrorCoversTheTruth()
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

void TestSmoothGrad::noNoiseIsThePlainGradient()
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

void TestSmoothGrad::mapDoesNotDependOnBatchesOrThreads()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const MethodOutput batched =
        run(*model, u"smoothgrad"_s, with(channels, {{u"n"_s, 40}, {u"noise"_s, 0.1}}));
    QVERIFY(batched.batchSize > 1);
    const TargetScore score(*model, {.kind = Target::Kind::Class, .index = 1});
    RunningMoments oneByOne;
    for (uint64_t i = 0; i < 40; ++i) {
        const at::Tensor noisy =
            image(*model) + batched.noiseSigma * philoxNormals({3, 32, 32}, 7, i, 1, at::kDouble);
        oneByOne.add(inputGradient(*model, score, noisy, {}));
    }
    QVERIFY(largestDifference(batched.map, oneByOne.mean()) < 1e-12);
    const int threads = at::get_num_threads();
    at::set_num_threads(threads == 1 ? 2 : 1);
    const MethodOutput otherThreads =
        run(*model, u"smoothgrad"_s, with(channels, {{u"n"_s, 40}, {u"noise"_s, 0.1}}));
    at::set_num_threads(threads);
    QVERIFY(largestDifference(otherThreads.map, batched.map) < 1e-12);
}

void TestSmoothGrad::seedReplaysBitForBit()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    const ParamValues params{{u"n"_s, 12}};
    const at::Tensor first = run(*model, u"smoothgrad"_s, params).map;
    QVERIFY(at::equal(run(*model, u"smoothgrad"_s, params).map, first));
}

void TestSmoothGrad::agreesWithPython()
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

void TestSmoothGrad::wrapsOtherMethods()
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

void TestSmoothGrad::cancelKeepsWhatThereIs()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    Report report;
    report.cancelAt = 5;
    const MethodOutput partial = run(*model, u"smoothgrad"_s, {{u"n"_s, 1000}}, report);
    QVERIFY(partial.samples >= 5 && partial.samples == report.lastProgress);
    QCOMPARE(partial.requestedSamples, 1000);
    QVERIFY(!partial.isComplete);
    const MethodOutput asMany = run(*model, u"smoothgrad"_s, {{u"n"_s, partial.samples}});
    QVERIFY(asMany.isComplete);
    QVERIFY(largestDifference(asMany.map, partial.map) < 1e-12);
}

void TestSmoothGrad::cancelBeforeTheFirstSampleIsAnError()
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

void TestSmoothGrad::previewsComeFromTheFirstSampleOn()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    Report report;
    const MethodOutput output = run(*model, u"smoothgrad"_s, {{u"n"_s, 30}}, report);
    QCOMPARE(report.previewSamples.front(), 1);
    QVERIFY(report.previewSamples.back() < 30);
    QCOMPARE(report.lastProgress, 30);
    QCOMPARE(output.samples, 30);
}

void TestSmoothGrad::batchesGrowWhileTheyPay()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    const int threads = at::get_num_threads();
    at::set_num_threads(2);
    BatchSizer sizer(*model);
    at::set_num_threads(threads);
    QCOMPARE(sizer.next(0, 100), 1); // Something is seen at once.
    sizer.took(1, 0.5);              // Weights are prepared in it: it says nothing.
    QCOMPARE(sizer.next(1, 100), 2);
    sizer.took(2, 0.02);
    QCOMPARE(sizer.next(3, 100), 4);
    sizer.took(4, 0.03);
    QCOMPARE(sizer.next(7, 100), 8);
    sizer.took(8, 0.059); // Not a twentieth cheaper.
    QCOMPARE(sizer.next(15, 100), 4);
    sizer.took(4, 0.001);
    QCOMPARE(sizer.next(19, 100), 4);
    QCOMPARE(sizer.next(98, 100), 2);
    QVERIFY(sizer.retreat(4));
    QCOMPARE(sizer.next(19, 100), 2);

    BatchSizer slow(*model);
    const int first = slow.next(1, 100);
    slow.took(first, 0.15); // Twice as many would take longer than people want to wait for a preview.
    QCOMPARE(slow.next(3, 100), first);
}

void TestSmoothGrad::batchesAreFixedWhereBitsDependOnThem()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    BatchSizer sizer(*model);
    QCOMPARE(sizer.next(0, 100), 1); // Something is seen at once.
    QCOMPARE(sizer.next(1, 100), 64);
    QCOMPARE(sizer.next(65, 100), 35);
    QVERIFY(sizer.retreat(64));
    QCOMPARE(sizer.next(1, 100), 32);
    QCOMPARE(sizer.next(93, 100), 7);
    QVERIFY(!sizer.retreat(1));
}

QTEST_APPLESS_MAIN(TestSmoothGrad)
#include "test_smoothgrad.moc"

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/method_run.h"

#include <ATen/Parallel.h>
#include <QtTest>

#include <cmath>

#include "core/compute/compute_error.h"
#include "core/compute/methods/rise.h"
#include "core/compute/methods/running_moments.h"
#include "core/compute/methods/sampling.h"
#include "core/compute/methods/target_score.h"

using namespace saliscope;
using namespace saliscope::compute;

/// RISE tends to what a linear model says it must, its masks are what they are said to be, and sampling stops
/// where it should.
class TestRise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksHaveTheirMean();
    void masksFollowTheirNumbers();
    void linearModelIsKnown();
    void constantScoreLeavesNoNoise();
    void standardErrorIsTheSpread();
    void mapDoesNotDependOnBatchesOrThreads();
    void seedReplaysBitForBit();
    void stopsWhenStable();
    void saysHowManySamplesAreNeeded();
    void cancelKeepsWhatThereIs();
};

namespace {

/// Row i: the weights of the cells along one axis in pixel i of the mask, shifted by `shift`.
at::Tensor cellWeights(int64_t size, int64_t grid, int64_t shift)
{
    const int64_t cell = (size + grid - 1) / grid;
    at::Tensor weights = at::zeros({size, grid}, at::kDouble);
    for (int64_t i = 0; i < size; ++i) {
        const double place =
            std::clamp((double(i + shift) + 0.5) * double(grid) / double((grid + 1) * cell) - 0.5, 0.0,
                       double(grid - 1));
        const auto low = std::min(int64_t(place), grid - 2);
        weights[i][low] += double(low + 1) - place;
        weights[i][low + 1] += place - double(low);
    }
    return weights;
}

/// E[a_i a_j] summed over the cells, mean over the shifts, of two pixels along one axis.
at::Tensor axisOverlap(int64_t size, int64_t grid)
{
    const int64_t cell = (size + grid - 1) / grid;
    at::Tensor sum = at::zeros({size, size}, at::kDouble);
    for (int64_t shift = 0; shift < cell; ++shift) {
        const at::Tensor weights = cellWeights(size, grid, shift);
        sum += weights.mm(weights.t());
    }
    return sum / double(cell);
}

double errorOf(const MethodOutput& output)
{
    return relativeError(output.map, output.standardError);
}

double score(Model& model, const at::Tensor& batch)
{
    return scoresOf(model, TargetScore(model, {.kind = Target::Kind::Class, .index = 1}), batch, {})[0]
        .item<double>();
}

} // namespace

void TestRise::masksHaveTheirMean()
{
    const RiseMasks masks{.grid = 5, .probability = 0.3, .seed = 9};
    const int n = 4000;
    at::Tensor sum = at::zeros({32, 24}, at::kDouble);
    for (int i = 0; i < n; ++i) {
        const at::Tensor mask = masks.mask(uint64_t(i), 32, 24, at::kDouble);
        QVERIFY(mask.min().item<double>() >= 0 && mask.max().item<double>() <= 1);
        sum += mask;
    }
    // A pixel's variance is at most p (1 - p): five standard errors.
    const double margin = 5 * std::sqrt(0.3 * 0.7 / n);
    QVERIFY(largestDifference(sum / double(n), at::full({32, 24}, 0.3)) < margin);
}

void TestRise::masksFollowTheirNumbers()
{
    const RiseMasks masks{.grid = 4, .probability = 0.5, .seed = 3};
    const at::Tensor numbers = philoxUniforms({18}, 3, 11, 0, 1, at::kDouble)[0];
    const at::Tensor cells = (numbers.narrow(0, 0, 16) < 0.5).to(at::kDouble).reshape({4, 4});
    const auto rowShift = int64_t(numbers[16].item<double>() * 8);
    const auto columnShift = int64_t(numbers[17].item<double>() * 6);
    const at::Tensor expected =
        cellWeights(30, 4, rowShift).mm(cells).mm(cellWeights(24, 4, columnShift).t());
    QVERIFY(largestDifference(masks.mask(11, 30, 24, at::kDouble), expected) < 1e-12);
}

void TestRise::linearModelIsKnown()
{
    // S(x M) = S(0) + sum v_j M_j, E[M_j M_q] = p^2 + p (1 - p) K_jq, K a product of its axes.
    const auto model = tinyModel(u"linear.pt2"_s);
    const at::Tensor x = image(*model);
    const at::Tensor v = (run(*model, u"gradient"_s, channels).map * x[0]).sum(0);
    const double p = 0.4;
    const at::Tensor overlap = axisOverlap(32, 4);
    const double ofNothing = score(*model, at::zeros_like(x));
    const at::Tensor expected =
        ofNothing + p * v.sum().item<double>() + (1 - p) * overlap.mm(v).mm(overlap.t());
    const ParamValues params{{u"n"_s, 3000}, {u"grid"_s, 4}, {u"probability"_s, p}};
    for (const QString& normalise : {u"expected"_s, u"seen"_s}) {
        const auto output = run(*model, u"rise"_s, with(params, {{u"normalise"_s, normalise}}));
        QCOMPARE(output.samples, 3000);
        const at::Tensor deviation = (output.map[0] - expected).abs() / output.standardError[0];
        QVERIFY2(deviation.max().item<double>() < 5, qPrintable(normalise));
        QVERIFY2(deviation.mean().item<double>() < 1.5, qPrintable(normalise));
        // Small beside what there is to see, so that the two lines above say something.
        QVERIFY(output.standardError.max().item<double>() < expected.std().item<double>() / 4);
    }
}

void TestRise::constantScoreLeavesNoNoise()
{
    // The score of nothing does not depend on what is hidden.
    const auto model = tinyModel(u"linear.pt2"_s);
    const Method* const method = findMethod(u"rise"_s);
    const at::Tensor nothing = at::zeros_like(image(*model));
    MethodInput input{.model = *model,
                      .image = nothing,
                      .target = {.kind = Target::Kind::Class, .index = 1},
                      .params = method->info().completed({{u"n"_s, 40}, {u"normalise"_s, u"seen"_s}})};
    Report report;
    const MethodOutput seen = method->run(input, report);
    QVERIFY(largestDifference(seen.map, at::full({1, 32, 32}, score(*model, nothing))) < 1e-12);
    QVERIFY(seen.standardError.max().item<double>() < 1e-7);
    input.params[u"normalise"_s] = u"expected"_s;
    QVERIFY(method->run(input, report).standardError.max().item<double>() > 1e-4);
}

void TestRise::standardErrorIsTheSpread()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const RiseMasks masks{.grid = 7, .probability = 0.5, .seed = 7};
    const at::Tensor x = image(*model);
    std::vector<at::Tensor> samples;
    for (uint64_t i = 0; i < 30; ++i) {
        const at::Tensor mask = masks.mask(i, 32, 32, at::kDouble);
        samples.push_back(score(*model, x * mask) * mask / 0.5);
    }
    const at::Tensor all = at::stack(samples);
    const MethodOutput output = run(*model, u"rise"_s, {{u"n"_s, 30}});
    QVERIFY(largestDifference(output.map[0], all.mean(0)) < 1e-12);
    QVERIFY(largestDifference(output.standardError[0], (all.var(0) / 30).sqrt()) < 1e-12);
}

void TestRise::mapDoesNotDependOnBatchesOrThreads()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    const ParamValues params{{u"n"_s, 100}};
    const MethodOutput batched = run(*model, u"rise"_s, params);
    QVERIFY(batched.batchSize > 1);
    const RiseMasks masks{.grid = 7, .probability = 0.5, .seed = 7};
    RunningMoments oneByOne;
    for (uint64_t i = 0; i < 100; ++i) {
        const at::Tensor mask = masks.mask(i, 32, 32, at::kFloat).reshape({1, 1, 32, 32});
        const double weight =
            score(*model, (image(*model) * mask).contiguous(at::MemoryFormat::ChannelsLast));
        oneByOne.add(weight * mask.to(at::kDouble));
    }
    QVERIFY(at::equal(oneByOne.mean() / 0.5, batched.map));
    const int threads = at::get_num_threads();
    at::set_num_threads(threads == 1 ? 2 : 1);
    const MethodOutput otherThreads = run(*model, u"rise"_s, params);
    at::set_num_threads(threads);
    QVERIFY(at::equal(otherThreads.map, batched.map));
}

void TestRise::seedReplaysBitForBit()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const MethodOutput first = run(*model, u"rise"_s, {{u"n"_s, 50}});
    const MethodOutput again = run(*model, u"rise"_s, {{u"n"_s, 50}});
    QVERIFY(at::equal(again.map, first.map) && at::equal(again.standardError, first.standardError));
}

void TestRise::stopsWhenStable()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    for (const QString& id : {u"rise"_s, u"smoothgrad"_s}) {
        const auto whole = run(*model, id, {{u"n"_s, 64}});
        const auto never = run(*model, id, {{u"n"_s, 64}, {u"tolerance"_s, 1e-9}});
        QCOMPARE(never.samples, 64);
        QVERIFY(at::equal(never.map, whole.map)); // Looking does not change it.
        const double tolerance = errorOf(whole);
        QVERIFY(tolerance > 0);
        const auto stopped = run(*model, id, {{u"n"_s, 5000}, {u"tolerance"_s, tolerance}});
        QVERIFY(stopped.isComplete);
        QVERIFY(stopped.samples > 16 && stopped.samples < 1000);
        QCOMPARE(stopped.samples % 16, 0);
        QCOMPARE(stopped.requestedSamples, 5000);
        QVERIFY(errorOf(stopped) < tolerance);
        const auto before = run(*model, id, {{u"n"_s, stopped.samples - 16}});
        QVERIFY(errorOf(before) >= tolerance);
        QVERIFY(at::equal(run(*model, id, {{u"n"_s, stopped.samples}}).map, stopped.map));
    }
}

void TestRise::saysHowManySamplesAreNeeded()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto output = run(*model, u"rise"_s, {{u"n"_s, 100}});
    const double needed = std::ceil(100 * std::pow(errorOf(output) / 0.05, 2));
    const auto asMany = run(*model, u"rise"_s, {{u"n"_s, needed}});
    QVERIFY(std::abs(errorOf(asMany) - 0.05) < 0.01);
}

void TestRise::cancelKeepsWhatThereIs()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    Report report;
    report.cancelAt = 10;
    const MethodOutput partial = run(*model, u"rise"_s, {}, report);
    QVERIFY(partial.samples >= 10 && partial.samples == report.lastProgress);
    QVERIFY(!partial.isComplete);
    QCOMPARE(report.previewSamples.front(), 1);
    const MethodOutput asMany = run(*model, u"rise"_s, {{u"n"_s, partial.samples}});
    QVERIFY(asMany.isComplete);
    QVERIFY(largestDifference(asMany.map, partial.map) < 1e-12);
}

QTEST_APPLESS_MAIN(TestRise)
#include "test_rise.moc"

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/method_run.h"

#include <ATen/Parallel.h>
#include <QtTest>

#include "core/compute/compute_error.h"
#include "core/compute/methods/fill.h"
#include "core/compute/methods/target_score.h"

using namespace saliscope;
using namespace saliscope::compute;

/// Occlusion is what its formula says on a linear model, covers the whole picture, and shows it coarsely
/// first.
class TestOcclusion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linearModelIsKnown_data();
    void linearModelIsKnown();
    void automaticSizesFollowTheInput();
    void sizesInEffectAreTold();
    void gapsAreRefused();
    void mapDoesNotDependOnBatchesOrThreads();
    void rowsAreIndependent();
    void coarseSquaresComeFirst();
    void cancelKeepsWhatThereIs();
    void smoothGradWrapsIt();
};

namespace {

/// Of a linear model with `weights`: what the squares that begin at 0, stride, ... take away, and how many
/// cover a pixel.
std::pair<at::Tensor, at::Tensor> losses(const at::Tensor& contribution, int64_t window, int64_t stride)
{
    const at::Tensor perPixel = contribution.sum(0);
    const int64_t size = perPixel.size(0);
    std::vector<std::pair<int64_t, int64_t>> spans;
    for (int64_t from = 0;; from += stride) {
        spans.emplace_back(from, std::min(from + window, size));
        if (from + window >= size)
            break;
    }
    at::Tensor sum = at::zeros_like(perPixel);
    at::Tensor count = at::zeros_like(perPixel);
    for (const auto& [top, bottom] : spans)
        for (const auto& [left, right] : spans) {
            const auto part = [top = top, bottom = bottom, left = left,
                               right = right](const at::Tensor& all) {
                return all.slice(0, top, bottom).slice(1, left, right);
            };
            part(sum).add_(part(perPixel).sum());
            part(count).add_(1);
        }
    return {sum, count};
}

} // namespace

void TestOcclusion::linearModelIsKnown_data()
{
    QTest::addColumn<int>("window");
    QTest::addColumn<int>("stride");
    QTest::addColumn<QString>("fill");
    QTest::newRow("fits") << 8 << 4 << u"mean"_s;
    QTest::newRow("is cut at the edge") << 7 << 3 << u"white"_s;
    QTest::newRow("side by side") << 5 << 5 << u"black"_s;
    QTest::newRow("blurred") << 8 << 8 << u"blur"_s;
    QTest::newRow("one pixel") << 1 << 1 << u"mean"_s;
    QTest::newRow("everything") << 32 << 1 << u"mean"_s;
}

void TestOcclusion::linearModelIsKnown()
{
    QFETCH(const int, window);
    QFETCH(const int, stride);
    QFETCH(const QString, fill);
    const auto model = tinyModel(u"linear.pt2"_s);
    const at::Tensor weights = run(*model, u"gradient"_s, channels).map;
    const at::Tensor x = image(*model);
    const auto [sum, count] = losses(weights * (x - filled(*model, x, *fillOf(fill)))[0], window, stride);
    QVERIFY(count.min().item<double>() >= 1);
    const ParamValues params{{u"window"_s, window}, {u"stride"_s, stride}, {u"fill"_s, fill}};
    const MethodOutput mean = run(*model, u"occlusion"_s, params);
    QCOMPARE(mean.map.dim(), 3);
    QVERIFY(mean.isComplete && !mean.standardError.defined());
    QVERIFY(largestDifference(mean.map[0], sum / count) < 1e-12);
    const auto added = run(*model, u"occlusion"_s, with(params, {{u"overlap"_s, u"sum"_s}}));
    QVERIFY(largestDifference(added.map[0], sum) < 1e-10);
}

void TestOcclusion::automaticSizesFollowTheInput()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const MethodOutput automatic = run(*model, u"occlusion"_s, {});
    QCOMPARE(automatic.samples, 15 * 15); // 4 of 32 pixels, moved by 2.
    QVERIFY(at::equal(automatic.map, run(*model, u"occlusion"_s, {{u"window"_s, 4}, {u"stride"_s, 2}}).map));
}

void TestOcclusion::sizesInEffectAreTold()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    QCOMPARE(remarksOf(*model, u"occlusion"_s, {}).notes, QStringList{u"Square 4 px, stride 2 px"_s});
    QVERIFY(remarksOf(*model, u"occlusion"_s, {{u"window"_s, 32}}).warnings.isEmpty());
    const Remarks large = remarksOf(*model, u"occlusion"_s, {{u"window"_s, 33}});
    QCOMPARE(large.notes, QStringList{u"Square 32 px, stride 16 px"_s});
    QVERIFY2(large.warnings.join(u' ').contains(u"33 pixels is larger"_s),
             qPrintable(large.warnings.join(u' ')));
}

void TestOcclusion::gapsAreRefused()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    try {
        run(*model, u"occlusion"_s, {{u"window"_s, 4}, {u"stride"_s, 5}});
        QFAIL("pixels that no square covers have no value");
    } catch (const ComputeError& error) {
        QCOMPARE(error.error().code, ErrorCode::InvalidArgument);
    }
}

void TestOcclusion::mapDoesNotDependOnBatchesOrThreads()
{
    // Side by side: a pixel's value is one difference of scores, whose bits can be compared.
    const auto model = tinyModel(u"small_cnn.pt2"_s, Precision::Float32);
    const ParamValues params{{u"window"_s, 4}, {u"stride"_s, 4}};
    const MethodOutput batched = run(*model, u"occlusion"_s, params);
    QVERIFY(batched.batchSize > 1);
    const TargetScore target(*model, {.kind = Target::Kind::Class, .index = 1});
    const auto score = [&](const at::Tensor& one) {
        return scoresOf(*model, target, one, {})[0].item<double>();
    };
    for (int64_t top = 0; top < 32; top += 4)
        for (int64_t left = 0; left < 32; left += 4) {
            at::Tensor covered = image(*model).clone();
            covered.slice(2, top, top + 4).slice(3, left, left + 4).zero_();
            QCOMPARE(batched.map[0][top + 1][left + 3].item<double>(), score(image(*model)) - score(covered));
        }
    const int threads = at::get_num_threads();
    at::set_num_threads(threads == 1 ? 2 : 1);
    const MethodOutput otherThreads = run(*model, u"occlusion"_s, params);
    at::set_num_threads(threads);
    QVERIFY(at::equal(otherThreads.map, batched.map));
}

void TestOcclusion::rowsAreIndependent()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto* const method = dynamic_cast<const PointMethod*>(findMethod(u"occlusion"_s));
    const at::Tensor x = image(*model);
    const MethodInput input{.model = *model,
                            .image = x,
                            .target = {.kind = Target::Kind::Class, .index = 1},
                            .params = method->info().completed({{u"window"_s, 8}})};
    const at::Tensor both = method->attribute(input, at::cat({x.flip(3), x}));
    QCOMPARE(both.sizes().vec(), (std::vector<int64_t>{2, 1, 32, 32}));
    QVERIFY(at::equal(both[1], run(*model, u"occlusion"_s, {{u"window"_s, 8}}).map));
    QVERIFY(!at::equal(both[0], both[1]));
}

void TestOcclusion::coarseSquaresComeFirst()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const at::Tensor weights = run(*model, u"gradient"_s, channels).map;
    const at::Tensor contribution = (weights * image(*model)[0]).sum(0);
    const auto loss = [&](int64_t top, int64_t left) {
        return contribution.slice(0, top, top + 2).slice(1, left, left + 2).sum();
    };
    // Of 16 x 16 places: one in four, and one more.
    Report report;
    report.cancelAt = 2;
    const MethodOutput partial = run(*model, u"occlusion"_s, {{u"window"_s, 2}, {u"stride"_s, 2}}, report);
    QCOMPARE(partial.samples, 65);
    for (int64_t row = 0; row < 32; ++row)
        for (int64_t column = 0; column < 32; ++column) {
            const bool isExtra = row < 2 && (column == 2 || column == 3);
            const at::Tensor expected = isExtra ? loss(0, 2) : loss(row / 4 * 4, column / 4 * 4);
            QVERIFY(largestDifference(partial.map[0][row][column], expected) < 1e-12);
        }
}

void TestOcclusion::cancelKeepsWhatThereIs()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    Report report;
    report.cancelAt = 20;
    const MethodOutput partial = run(*model, u"occlusion"_s, {}, report);
    QVERIFY(partial.samples >= 20 && partial.samples == report.lastProgress);
    QCOMPARE(partial.requestedSamples, 15 * 15);
    QVERIFY(!partial.isComplete);
    QVERIFY(partial.map.ne(0).all().item<bool>());
    QCOMPARE(report.previewSamples.front(), 1);

    Report early;
    early.token.cancel();
    QVERIFY_EXCEPTION_THROWN(run(*model, u"occlusion"_s, {}, early), ComputeError);
}

void TestOcclusion::smoothGradWrapsIt()
{
    // The noise moves what the squares cover: a linear model's mean is that of the mean input.
    const auto model = tinyModel(u"linear.pt2"_s);
    const at::Tensor weights = run(*model, u"gradient"_s, channels).map;
    const ParamValues params{{u"n"_s, 5},
                             {u"of"_s, u"occlusion"_s},
                             {u"of.window"_s, 8},
                             {u"of.stride"_s, 8},
                             {u"reduction"_s, u"none"_s}};
    const Method* const method = findMethod(u"smoothgrad"_s);
    const at::Tensor x = image(*model);
    MethodInput input{.model = *model,
                      .image = x,
                      .target = {.kind = Target::Kind::Class, .index = 1},
                      .params = withWrapped(method->info(), params, methodInfos()).completed(params),
                      .seed = 7};
    Report report;
    const MethodOutput output = method->run(input, report);
    const at::Tensor noise = philoxNormals({3, 32, 32}, 7, 0, 5, at::kDouble).mean(0);
    const auto [sum, count] = losses(weights * (x[0] + output.noiseSigma * noise), 8, 8);
    QVERIFY(output.noiseSigma > 0);
    QVERIFY(largestDifference(output.map[0], sum / count) < 1e-12);
}

QTEST_APPLESS_MAIN(TestOcclusion)
#include "test_occlusion.moc"

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/judge.h"

#include <QtTest>

#include <cmath>

#include "core/compute/metrics/imputation.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

at::Tensor ramp()
{
    const at::Tensor rows = at::arange(32, at::kDouble).unsqueeze(1);
    return at::stack({rows + 0.5 * rows.t(), 3 - rows * 2 + rows.t()});
}

at::Tensor nothing()
{
    return at::zeros({32, 32}, at::kBool);
}

const ParamValues noNoise = with(byScore, {{u"noise"_s, 0.0}});

} // namespace

/// Painting pixels over from their surroundings, and the metric made of it.
class TestRoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingRemovedNothingChanged();
    void onePixelIsTheMeanOfItsNeighbours();
    void atTheRimOnlyNeighboursInsideCount();
    void rampsAreContinued();
    void aConstantStaysOneHoweverMuchIsGone();
    void removedPixelsAreMeansOfEachOther();
    void aConstantPhotoTellsNothing();
    void contributionsBeatTheirOpposite();
    void noiseIsReplayed();
};

void TestRoad::nothingRemovedNothingChanged()
{
    QVERIFY(at::equal(imputed(ramp(), nothing()), ramp()));
}

void TestRoad::onePixelIsTheMeanOfItsNeighbours()
{
    const at::Tensor picture = at::randn({2, 32, 32}, at::kDouble);
    at::Tensor removed = nothing();
    removed[10][20] = true;
    const auto at2 = [&](int64_t y, int64_t x) { return picture.select(1, y).select(1, x); };
    const at::Tensor expected = (at2(9, 20) + at2(11, 20) + at2(10, 19) + at2(10, 21)) / 6 +
                                (at2(9, 19) + at2(9, 21) + at2(11, 19) + at2(11, 21)) / 12;
    at::Tensor whole = picture.clone();
    whole.select(1, 10).select(1, 20).copy_(expected);
    QVERIFY(largestDifference(imputed(picture, removed), whole) < 1e-12);
}

void TestRoad::atTheRimOnlyNeighboursInsideCount()
{
    const at::Tensor picture = at::randn({1, 32, 32}, at::kDouble);
    at::Tensor removed = nothing();
    removed[0][0] = true;
    const double expected =
        ((picture[0][0][1] + picture[0][1][0]) / 6 + picture[0][1][1] / 12).item<double>() /
        (2.0 / 6 + 1.0 / 12);
    QVERIFY(std::abs(imputed(picture, removed)[0][0][0].item<double>() - expected) < 1e-12);
}

void TestRoad::rampsAreContinued()
{
    at::Tensor removed = nothing();
    removed.slice(0, 4, 28).slice(1, 3, 30).fill_(true);
    QVERIFY(largestDifference(imputed(ramp(), removed), ramp()) < 1e-5);
}

void TestRoad::aConstantStaysOneHoweverMuchIsGone()
{
    at::Tensor removed = at::ones({32, 32}, at::kBool);
    removed[3][30] = false;
    const at::Tensor constant = at::full({3, 32, 32}, -0.7, at::kDouble);
    QVERIFY(largestDifference(imputed(constant, removed), constant) < 1e-5);
}

void TestRoad::removedPixelsAreMeansOfEachOther()
{
    const at::Tensor picture = at::randn({1, 32, 32}, at::kDouble);
    const at::Tensor removed = at::rand({32, 32}, at::kDouble) < 0.8;
    const at::Tensor filled = imputed(picture, removed);
    QVERIFY(at::equal(filled[0].masked_select(removed.logical_not()),
                      picture[0].masked_select(removed.logical_not())));
    const at::Tensor kernel =
        at::tensor({1.0, 2.0, 1.0, 2.0, 0.0, 2.0, 1.0, 2.0, 1.0}, at::kDouble).reshape({1, 1, 3, 3}) / 12;
    const auto sums = [&](const at::Tensor& values) {
        return at::conv2d(values.unsqueeze(0), kernel, {}, 1, 1)[0];
    };
    const at::Tensor means = sums(filled) / sums(at::ones_like(filled));
    QVERIFY(largestDifference(filled[0].masked_select(removed), means[0].masked_select(removed)) < 1e-7);
}

void TestRoad::aConstantPhotoTellsNothing()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    ExplainedImage map = explained(*model, u"gradient"_s);
    map.input.image = at::full_like(map.input.image, 0.3);
    const MetricResult result = judge(map, u"road"_s, noNoise);
    QVERIFY(std::abs(*result.value) < 1e-7);
    QVERIFY(std::abs(*judge(map, u"road"_s, byScore).value) > 1e-5); // Noise does tell something.
}

void TestRoad::contributionsBeatTheirOpposite()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const ExplainedImage map = explained(*model, u"input-x-gradient"_s);
    ExplainedImage opposite = map;
    opposite.output.map = -map.output.map;
    const MetricResult good = judge(map, u"road"_s, noNoise);
    const MetricResult bad = judge(opposite, u"road"_s, noNoise);
    QVERIFY(*good.value > 0.1);
    QVERIFY(std::abs(*good.value + *bad.value) < 1e-6); // No two pixels are equal: the orders change places.
    QCOMPARE(good.curves.size(), 2);
    for (const MetricCurve& curve : good.curves)
        QCOMPARE(curve.points.size(), 10);
    QVERIFY(good.curves[0].points[5].y() < good.curves[1].points[5].y());
    QVERIFY(good.details[0].value < 0 && good.details[1].value > good.details[0].value);
}

void TestRoad::noiseIsReplayed()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto fixed = tinyModel(u"small_cnn_static.pt2"_s); // One picture at a time.
    const double once = *judge(explained(*model, u"gradient"_s), u"road"_s).value;
    QCOMPARE(*judge(explained(*model, u"gradient"_s), u"road"_s).value, once);
    QVERIFY(std::abs(*judge(explained(*fixed, u"gradient"_s), u"road"_s).value - once) < 1e-12);
    ExplainedImage other = explained(*model, u"gradient"_s);
    other.input.seed = 8;
    QVERIFY(*judge(other, u"road"_s).value != once);
}

QTEST_APPLESS_MAIN(TestRoad)
#include "test_road.moc"

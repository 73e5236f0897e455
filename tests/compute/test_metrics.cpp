// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/judge.h"

#include <QtTest>

#include <cmath>

#include "core/compute/methods/fill.h"
#include "core/compute/methods/target_score.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// What class 1 of the linear model adds up from the test image's pixels, (32, 32).
at::Tensor contributions(Model& model)
{
    const at::Tensor weights = (drawn(1, {6, 3072}) * 0.05)[1].reshape({3, 32, 32}).to(at::kDouble);
    return (weights * image(model)[0].to(at::kDouble)).sum(0);
}

double scoreOf(Model& model, const at::Tensor& picture, Target::Score score = Target::Score::Logit)
{
    Target target{.kind = Target::Kind::Class, .index = 1};
    target.score = score;
    return scoresOf(model, TargetScore(model, target), picture, {}).item<double>();
}

double beside(const MetricResult& result, qsizetype place)
{
    return result.details[place].value;
}

bool isNear(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

at::Tensor oneHot()
{
    at::Tensor map = at::zeros({32, 32}, at::kDouble);
    map[5][7] = 3;
    return map;
}

} // namespace

/// Metrics of models and maps for which the number is known.
class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMetricSaysWhatItIs();
    void curvesOfALinearModelAreSumsOfContributions();
    void deletionAndInsertionAreEachOthersMirror();
    void stepsAreWholePixels();
    void equalValuesGoInReadingOrder();
    void channelsAreAveragedForAnOrder();
    void curvesJudgeTheProbability();
    void unitsAreJudgedByTheirActivation();
    void completenessOfALinearModelIsZero();
    void completenessUsesTheMapsOwnBaseline();
    void infidelityOfALinearModelIsZero();
    void infidelityDoesNotDependOnUnitsWhenScaled();
    void infidelityReplaysWhateverTheBatch();
    void sensitivityOfALinearModelIsZero();
    void sensitivityOfAQuadraticModelIsKnown();
    void sensitivityOfAveragedMapsReplays();
    void sparsenessAndComplexityOfKnownMaps();
    void maskedPhotosAreJudgedByTheFormulas();
    void pointingGameLooksIntoTheBox();
    void mapsWithoutContentHaveNoNumbers();
};

void TestMetrics::everyMetricSaysWhatItIs()
{
    for (const MetricInfo& info : metricInfos()) {
        QVERIFY(findMetric(info.id)->info().id == info.id);
        for (const QString& text : {info.id, info.name, info.meaning, info.source})
            QVERIFY2(!text.isEmpty(), qPrintable(info.id));
        QVERIFY2(info.meaning.endsWith(u'.'), qPrintable(info.meaning));
        for (const ParamSpec& spec : info.params)
            QVERIFY2(!spec.name.isEmpty() && !spec.help.isEmpty(), qPrintable(spec.id));
    }
    QVERIFY(!findMetric(u"magic"_s));
}

void TestMetrics::curvesOfALinearModelAreSumsOfContributions()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const at::Tensor map = contributions(*model);
    const at::Tensor sorted = std::get<0>(map.flatten().sort(0, true));
    const at::Tensor sums = at::cat({at::zeros({1}, at::kDouble), sorted.cumsum(0)});
    const double photo = scoreOf(*model, image(*model));
    const MetricResult result =
        judge(withMap(*model, map), u"deletion"_s, with(byScore, {{u"steps"_s, 1024}}));
    const QList<QPointF> points = result.curves.front().points;
    QCOMPARE(points.size(), 1025);
    double area = 0;
    for (qsizetype k = 0; k <= 1024; ++k) {
        const double expected = photo - sums[k].item<double>();
        QVERIFY(isNear(points[k].x(), double(k) / 1024) && isNear(points[k].y(), expected));
        area += expected * (k == 0 || k == 1024 ? 0.5 : 1) / 1024;
    }
    QVERIFY(isNear(*result.value, area));
    QCOMPARE(result.standardError, 0.0);
}

void TestMetrics::deletionAndInsertionAreEachOthersMirror()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const ExplainedImage map = explained(*model, u"input-x-gradient"_s);
    const ParamValues params = with(byScore, {{u"steps"_s, 16}, {u"baseline"_s, u"black"_s}});
    const double both = *judge(map, u"deletion"_s, params).value + *judge(map, u"insertion"_s, params).value;
    const at::Tensor black = filled(*model, image(*model), Fill::Black);
    QVERIFY(isNear(both, scoreOf(*model, image(*model)) + scoreOf(*model, black)));
}

void TestMetrics::stepsAreWholePixels()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const MetricResult result =
        judge(withMap(*model, contributions(*model)), u"insertion"_s, {{u"steps"_s, 7}});
    QCOMPARE(result.curves.front().points.size(), 8);
    for (int k = 0; k <= 7; ++k)
        QCOMPARE(result.curves.front().points[k].x() * 1024, double(1024 * k / 7));
    QCOMPARE(
        judge(withMap(*model, oneHot()), u"insertion"_s, {{u"steps"_s, 5000}}).curves.front().points.size(),
        1025); // Never more steps than pixels.
}

void TestMetrics::equalValuesGoInReadingOrder()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const at::Tensor rows = -at::arange(1024, at::kDouble).reshape({32, 32});
    const auto curve = [&](const at::Tensor& map) {
        return judge(withMap(*model, map), u"deletion"_s, {{u"steps"_s, 32}}).curves.front().points;
    };
    QCOMPARE(curve(at::zeros({32, 32})), curve(rows));
}

void TestMetrics::channelsAreAveragedForAnOrder()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const at::Tensor map = contributions(*model);
    const at::Tensor apart = at::stack({3 * map, at::ones_like(map), -at::ones_like(map)});
    QCOMPARE(*judge(withMap(*model, apart), u"deletion"_s).value,
             *judge(withMap(*model, map), u"deletion"_s).value);
}

void TestMetrics::curvesJudgeTheProbability()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const MetricResult result = judge(explained(*model, u"gradient"_s), u"deletion"_s, {{u"steps"_s, 4}});
    QCOMPARE(result.curves.front().yName, u"probability"_s);
    const auto probability = [&](const at::Tensor& picture) {
        return scoreOf(*model, picture, Target::Score::Probability);
    };
    QVERIFY(isNear(result.curves.front().points.front().y(), probability(image(*model))));
    QVERIFY(isNear(result.curves.front().points.back().y(), probability(at::zeros_like(image(*model)))));
}

void TestMetrics::unitsAreJudgedByTheirActivation()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    ExplainedImage unit = explained(*model, u"gradient"_s);
    unit.input.target = {.kind = Target::Kind::Unit, .index = 2, .layer = u"features.6"_s};
    const MetricResult result = judge(unit, u"deletion"_s, {{u"steps"_s, 4}});
    QCOMPARE(result.curves.front().yName, u"activation"_s);
    const double activation =
        scoresOf(*model, TargetScore(*model, unit.input.target), image(*model), {}).item<double>();
    QVERIFY(isNear(result.curves.front().points.front().y(), activation));
}

void TestMetrics::completenessOfALinearModelIsZero()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    for (const QString& id : {u"input-x-gradient"_s, u"integrated-gradients"_s})
        QVERIFY2(*judge(explained(*model, id), u"completeness"_s).value < 1e-10, qPrintable(id));
    const MetricResult gradient = judge(explained(*model, u"gradient"_s), u"completeness"_s);
    const double sum = (drawn(1, {6, 3072}) * 0.05)[1].to(at::kDouble).sum().item<double>();
    const double difference = contributions(*model).sum().item<double>();
    QVERIFY(isNear(*gradient.value, std::abs(sum - difference) / std::abs(difference)));
    QVERIFY(isNear(beside(gradient, 0), sum) && isNear(beside(gradient, 1), difference));
}

void TestMetrics::completenessUsesTheMapsOwnBaseline()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const ExplainedImage map =
        explained(*model, u"integrated-gradients"_s, {{u"baseline"_s, u"black-white"_s}});
    QVERIFY(*judge(map, u"completeness"_s).value < 1e-10);
    QVERIFY(*judge(map, u"completeness"_s, {{u"baseline"_s, u"white"_s}}).value > 1e-3);
    const ExplainedImage averaged = explained(*model, u"smoothgrad"_s,
                                              {{u"n"_s, 2},
                                               {u"noise"_s, 0.0},
                                               {u"of"_s, u"integrated-gradients"_s},
                                               {u"of.baseline"_s, u"black"_s}});
    QVERIFY(*judge(averaged, u"completeness"_s).value < 1e-10);
}

void TestMetrics::infidelityOfALinearModelIsZero()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    for (const QString& id : {u"gradient"_s, u"input-x-gradient"_s, u"integrated-gradients"_s})
        for (const QString& change : {u"noise"_s, u"square"_s}) {
            const ExplainedImage map = explained(*model, id);
            const MetricResult result =
                judge(map, u"infidelity"_s, {{u"n"_s, 20}, {u"change"_s, change}, {u"scaled"_s, false}});
            QVERIFY2(*result.value < 1e-18, qPrintable(id + u' ' + change));
            QVERIFY(isNear(beside(result, 0), 1) && beside(result, 1) > 1e-6 && beside(result, 2) < 1e-12);
        }
}

void TestMetrics::infidelityDoesNotDependOnUnitsWhenScaled()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const ExplainedImage map = explained(*model, u"gradcam"_s);
    ExplainedImage scaled = map;
    scaled.output.map = map.output.map * 7000;
    const auto infidelity = [](const ExplainedImage& explained, bool isScaled) {
        return judge(explained, u"infidelity"_s, {{u"n"_s, 20}, {u"scaled"_s, isScaled}});
    };
    QVERIFY(isNear(*infidelity(scaled, true).value / *infidelity(map, true).value, 1));
    QVERIFY(std::abs(*infidelity(scaled, false).value / *infidelity(map, false).value - 1) > 0.1);
    QVERIFY(beside(infidelity(map, true), 2) <= 1); // No worse than foretelling nothing.
    QVERIFY(infidelity(map, true).standardError > 0);
}

void TestMetrics::infidelityReplaysWhateverTheBatch()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto fixed = tinyModel(u"small_cnn_static.pt2"_s); // One picture at a time.
    const ParamValues params{{u"n"_s, 20}};
    const double once = *judge(explained(*model, u"gradient"_s), u"infidelity"_s, params).value;
    QCOMPARE(*judge(explained(*model, u"gradient"_s), u"infidelity"_s, params).value, once);
    QVERIFY(isNear(*judge(explained(*fixed, u"gradient"_s), u"infidelity"_s, params).value / once, 1));
    ExplainedImage other = explained(*model, u"gradient"_s);
    other.input.seed = 8;
    QVERIFY(*judge(other, u"infidelity"_s, params).value != once);
}

void TestMetrics::sensitivityOfALinearModelIsZero()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    QVERIFY(*judge(explained(*model, u"gradient"_s), u"max-sensitivity"_s).value < 1e-12);
}

void TestMetrics::sensitivityOfAQuadraticModelIsKnown()
{
    const auto model = tinyModel(u"quadratic.pt2"_s);
    const auto [a, b] = quadraticWeights();
    const ExplainedImage map = explained(*model, u"gradient"_s, channels);
    const double size = (2 * a.square() * image(*model)[0] + b).norm().item<double>();
    double largest = 0;
    double sum = 0;
    for (uint64_t i = 0; i < 6; ++i) {
        const at::Tensor change =
            philoxUniforms({3, 32, 32}, metricSeed(map.input), i, -0.1, 0.1, at::kDouble)[0];
        const double moved = (2 * a.square() * change).norm().item<double>() / size;
        largest = std::max(largest, moved);
        sum += moved;
    }
    const MetricResult result = // 5 % of the range from -1 to 1.
        judge(map, u"max-sensitivity"_s, {{u"n"_s, 6}, {u"radius"_s, 0.05}});
    QVERIFY(isNear(*result.value, largest, 1e-6));
    QVERIFY(isNear(beside(result, 0), sum / 6, 1e-6));
}

void TestMetrics::sensitivityOfAveragedMapsReplays()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const ParamValues few{{u"n"_s, 3}};
    const auto sensitivity = [&](const QString& id, const ParamValues& params) {
        return *judge(explained(*model, id, params), u"max-sensitivity"_s, few).value;
    };
    const double once = sensitivity(u"smoothgrad"_s, {{u"n"_s, 16}});
    QCOMPARE(sensitivity(u"smoothgrad"_s, {{u"n"_s, 16}}), once);
    QVERIFY(once > 0 && once < sensitivity(u"gradient"_s, {})); // Averages are steadier.
}

void TestMetrics::sparsenessAndComplexityOfKnownMaps()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const auto number = [&](const QString& metric, const at::Tensor& map) {
        return *judge(withMap(*model, map), metric).value;
    };
    at::Tensor pair = oneHot();
    pair[6][9] = -3; // Magnitudes count.
    QVERIFY(isNear(number(u"sparseness"_s, oneHot()), 1023.0 / 1024));
    QVERIFY(isNear(number(u"sparseness"_s, pair), 1022.0 / 1024));
    QVERIFY(isNear(number(u"sparseness"_s, at::full({32, 32}, -2.5)), 0));
    QVERIFY(isNear(number(u"sparseness"_s, at::arange(1, 1025, at::kDouble).reshape({32, 32})),
                   1023.0 / (3 * 1024)));
    QVERIFY(isNear(number(u"complexity"_s, oneHot()), 0));
    QVERIFY(isNear(number(u"complexity"_s, pair), std::log(2)));
    QVERIFY(isNear(number(u"complexity"_s, at::full({32, 32}, -2.5)), std::log(1024)));
}

void TestMetrics::maskedPhotosAreJudgedByTheFormulas()
{
    const auto model = tinyModel(u"relu_cnn.pt2"_s);
    const at::Tensor ramp = at::arange(1024, at::kDouble).reshape({32, 32}) - 300; // Signs do not count.
    const ExplainedImage map = withMap(*model, ramp);
    const at::Tensor mask = ramp.abs() / 723;
    const double p = scoreOf(*model, image(*model), Target::Score::Probability);
    const double left = scoreOf(*model, image(*model) * mask, Target::Score::Probability);
    const MetricResult drop = judge(map, u"average-drop"_s);
    QVERIFY(isNear(*drop.value, std::max(0.0, p - left) / p));
    QVERIFY(isNear(*judge(map, u"average-gain"_s).value, std::max(0.0, left - p) / (1 - p)));
    QCOMPARE(*judge(map, u"average-increase"_s).value, left > p ? 1.0 : 0.0);
    QVERIFY(isNear(beside(drop, 0), p) && isNear(beside(drop, 1), left));
    QVERIFY(std::abs(p - left) > 1e-3);
    // A logit can be negative: nothing to take a part of.
    ExplainedImage negative = map;
    for (negative.input.target.index = 0; negative.input.target.index < 10; ++negative.input.target.index)
        if (!judge(negative, u"average-drop"_s, byScore).value)
            return;
    QFAIL("no class with a negative logit");
}

void TestMetrics::pointingGameLooksIntoTheBox()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const ExplainedImage map = withMap(*model, oneHot() + 0.001); // The largest pixel: row 5, column 7.
    const auto hit = [&](const QRectF& box) { return judge(map, u"pointing-game"_s, {}, box); };
    QCOMPARE(*hit({6, 4, 3, 3}).value, 1.0);
    QCOMPARE(*hit({8, 4, 3, 3}).value, 0.0);
    QCOMPARE(*hit({7.2, 5.2, 0.6, 0.6}).value, 1.0); // Its centre is inside.
    QVERIFY(isNear(beside(hit({0, 0, 32, 32}), 0), 1));
    QVERIFY(isNear(beside(hit({16, 0, 16, 32}), 0), 512 * 0.001 / (3 + 1.024)));
    QVERIFY(!hit({}).value && !hit({}).notes.isEmpty());
    QVERIFY(!hit({100, 100, 5, 5}).value);
}

void TestMetrics::mapsWithoutContentHaveNoNumbers()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const ExplainedImage nothing = withMap(*model, at::zeros({32, 32}));
    for (const QString& id : {u"sparseness"_s, u"complexity"_s, u"average-drop"_s, u"max-sensitivity"_s}) {
        const MetricResult result = judge(nothing, id);
        QVERIFY2(!result.value && result.notes.size() == 1, qPrintable(id));
    }
}

QTEST_APPLESS_MAIN(TestMetrics)
#include "test_metrics.moc"

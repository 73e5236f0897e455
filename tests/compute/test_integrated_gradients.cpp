// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/method_run.h"

#include <QtTest>

#include <cmath>

#include "core/compute/compute_error.h"
#include "core/compute/methods/baselines.h"
#include "core/compute/methods/fill.h"
#include "core/compute/methods/quadrature.h"
#include "core/compute/methods/target_score.h"
#include "core/imaging/picture_io.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

double integrate(const QString& rule, int n, int power)
{
    const Quadrature q = quadrature(rule, n);
    double sum = 0;
    for (std::size_t k = 0; k < q.nodes.size(); ++k)
        sum += q.weights[k] * std::pow(q.nodes[k], power);
    return sum;
}

double measure(const MethodOutput& output, qsizetype place)
{
    return output.measures[place].value;
}

} // namespace

/// Attributions along a way from a baseline: rules, baselines, completeness.
class TestIntegratedGradients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulesIntegratePolynomials();
    void rulesOfThreePoints();
    void linearModelIsExact();
    void quadraticModelIsExactForExactRules();
    void completenessIsTold();
    void fillsAreWhatTheySay();
    void blurKeepsMeanAndConstants();
    void severalBaselinesAreAveraged();
    void picturesAreFramedLikeThePhoto();
    void missingPicturesAreRefused();
    void expectedGradientsOfALinearModelAreExact();
    void expectedGradientsTendToIntegratedOnes();
    void expectedGradientsReplayWhateverTheBatch();
    void smoothGradWrapsThem();
};

void TestIntegratedGradients::rulesIntegratePolynomials()
{
    for (const int n : {1, 2, 5, 50, 200})
        for (const int power : {0, 1, n, 2 * n - 1})
            QVERIFY2(std::abs(integrate(u"gausslegendre"_s, n, power) - 1.0 / (power + 1)) < 1e-13,
                     qPrintable(u"%1 points, power %2"_s.arg(n).arg(power)));
    // With ten points, as measured in other tools.
    QVERIFY(std::abs(integrate(u"left"_s, 10, 2) - .285) < 1e-12);
    QVERIFY(std::abs(integrate(u"right"_s, 10, 2) - .385) < 1e-12);
    QVERIFY(std::abs(integrate(u"midpoint"_s, 10, 2) - .3325) < 1e-12);
    QVERIFY(std::abs(integrate(u"trapezoid"_s, 10, 2) - .33539) < 1e-5);
    QVERIFY(std::abs(integrate(u"plain"_s, 10, 2) - .35185) < 1e-5);
}

void TestIntegratedGradients::rulesOfThreePoints()
{
    const Quadrature q = quadrature(u"gausslegendre"_s, 3);
    for (std::size_t k = 0; k < 3; ++k) {
        QVERIFY(std::abs(q.nodes[k] - std::array{.112702, .5, .887298}[k]) < 1e-6);
        QVERIFY(std::abs(q.weights[k] - std::array{.277778, .444444, .277778}[k]) < 1e-6);
    }
}

void TestIntegratedGradients::linearModelIsExact()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const at::Tensor weights = (drawn(1, {6, 3072}) * 0.05)[1].reshape({3, 32, 32});
    for (const QString& rule : {u"gausslegendre"_s, u"midpoint"_s, u"left"_s, u"right"_s, u"trapezoid"_s}) {
        const ParamValues params{{u"steps"_s, 7}, {u"rule"_s, rule}, {u"baseline"_s, u"black"_s}};
        const at::Tensor black = filled(*model, image(*model), Fill::Black);
        QVERIFY(largestDifference(run(*model, u"integrated-gradients"_s, with(params, channels)).map,
                                  weights * (image(*model) - black)[0]) < 1e-12);
    }
}

void TestIntegratedGradients::quadraticModelIsExactForExactRules()
{
    const auto model = tinyModel(u"quadratic.pt2"_s);
    const auto [a, b] = quadraticWeights();
    const at::Tensor x = image(*model)[0];
    const at::Tensor white = filled(*model, image(*model), Fill::White)[0];
    const at::Tensor expected = (x - white) * (a * a * (x + white) + b);
    const auto error = [&](const QString& rule, int steps) {
        const ParamValues params{{u"steps"_s, steps}, {u"rule"_s, rule}, {u"baseline"_s, u"white"_s}};
        return largestDifference(run(*model, u"integrated-gradients"_s, with(params, channels)).map,
                                 expected);
    };
    QVERIFY(error(u"gausslegendre"_s, 1) < 1e-8); // The file holds float32 weights squared in float64.
    QVERIFY(error(u"midpoint"_s, 3) < 1e-8);
    QVERIFY(error(u"trapezoid"_s, 4) < 1e-8);
    QVERIFY(error(u"left"_s, 10) > 1e-4);
    QVERIFY(std::abs(error(u"left"_s, 20) / error(u"left"_s, 10) - 0.5) < 1e-6); // First order.
}

void TestIntegratedGradients::completenessIsTold()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const MethodOutput output = run(*model, u"integrated-gradients"_s, {{u"steps"_s, 300}});
    QCOMPARE(output.measures.size(), 3);
    QVERIFY(std::abs(output.channels.sum().item<double>() - measure(output, 0)) < 1e-12);
    const TargetScore target(*model, {.kind = Target::Kind::Class, .index = 1});
    const double difference = (scoresOf(*model, target, image(*model), {}) -
                               scoresOf(*model, target, at::zeros_like(image(*model)), {}))
                                  .item<double>();
    QVERIFY(std::abs(measure(output, 1) - difference) < 1e-12);
    QVERIFY(std::abs(measure(output, 2)) < 1e-3 * std::abs(difference));
    const MethodOutput coarse = run(*model, u"integrated-gradients"_s, {{u"steps"_s, 2}});
    QVERIFY(std::abs(measure(coarse, 2)) > std::abs(measure(output, 2)));
    QVERIFY(output.warnings.isEmpty());
    const QStringList advice =
        run(*model, u"integrated-gradients"_s, {{u"steps"_s, 1}, {u"rule"_s, u"left"_s}}).warnings;
    QVERIFY2(advice.join(u'\n').contains(u"More steps"_s), qPrintable(advice.join(u'\n')));
}

void TestIntegratedGradients::fillsAreWhatTheySay()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const InputSpec& spec = model->info().card.input;
    const at::Tensor x = image(*model);
    QCOMPARE(filled(*model, x, Fill::Mean).abs().max().item<double>(), 0.0);
    for (int channel = 0; channel < 3; ++channel) {
        QCOMPARE(filled(*model, x, Fill::Black)[0][channel][5][6].item<double>(), spec.lowest(channel));
        QCOMPARE(filled(*model, x, Fill::White)[0][channel][5][6].item<double>(), spec.highest(channel));
    }
    for (const ParamSpec::Choice& choice : fillChoices())
        QVERIFY(fillOf(choice.id));
    QVERIFY(!fillOf(u"nothing"_s));
}

void TestIntegratedGradients::blurKeepsMeanAndConstants()
{
    const at::Tensor constant = at::full({1, 2, 9, 7}, 3.5, at::kDouble);
    QVERIFY(largestDifference(blurred(constant, 2), constant) < 1e-12);
    at::Tensor point = at::zeros({1, 1, 41, 41}, at::kDouble);
    point[0][0][20][20] = 1;
    const at::Tensor spread = blurred(point, 2)[0][0];
    QVERIFY(std::abs(spread.sum().item<double>() - 1) < 1e-12);
    const double ratio = spread[20][23].item<double>() / spread[20][20].item<double>();
    QVERIFY(std::abs(ratio - std::exp(-9.0 / 8)) < 1e-12);
}

void TestIntegratedGradients::severalBaselinesAreAveraged()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto map = [&](const QString& baseline) {
        return run(*model, u"integrated-gradients"_s,
                   with({{u"steps"_s, 5}, {u"baseline"_s, baseline}}, channels))
            .map;
    };
    QVERIFY(largestDifference(map(u"black-white"_s), (map(u"black"_s) + map(u"white"_s)) / 2) < 1e-12);
}

void TestIntegratedGradients::picturesAreFramedLikeThePhoto()
{
    const QTemporaryDir folder;
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    QImage black(32, 32, QImage::Format_RGB32);
    black.fill(Qt::black);
    QImage white = black;
    white.fill(Qt::white);
    QVERIFY(writePng(black, folder.filePath(u"a.png"_s)));
    QVERIFY(writePng(white, folder.filePath(u"b.png"_s)));
    MethodInput input{.model = *model, .image = image(*model), .target = {.kind = Target::Kind::Class}};
    input.params = {{u"baseline"_s, u"pictures"_s}, {u"pictures"_s, folder.path()}};
    const at::Tensor found = baselines(input);
    QCOMPARE(found.size(0), 2);
    QVERIFY(largestDifference(found[0], filled(*model, input.image, Fill::Black)[0]) < 1e-6);
    QVERIFY(largestDifference(found[1], filled(*model, input.image, Fill::White)[0]) < 1e-6);
}

void TestIntegratedGradients::missingPicturesAreRefused()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const QTemporaryDir empty;
    for (const QString& path : {QString(), empty.path(), u"nowhere.png"_s}) {
        try {
            run(*model, u"integrated-gradients"_s, {{u"baseline"_s, u"pictures"_s}, {u"pictures"_s, path}});
            QFAIL("there was nothing to compare with");
        } catch (const ComputeError& error) {
            QVERIFY(!error.error().title.isEmpty());
        }
    }
}

void TestIntegratedGradients::expectedGradientsOfALinearModelAreExact()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const at::Tensor weights = (drawn(1, {6, 3072}) * 0.05)[1].reshape({3, 32, 32});
    const MethodOutput output =
        run(*model, u"expected-gradients"_s, with({{u"n"_s, 9}, {u"baseline"_s, u"black"_s}}, channels));
    const at::Tensor black = filled(*model, image(*model), Fill::Black);
    QVERIFY(largestDifference(output.map, weights * (image(*model) - black)[0]) < 1e-12);
    QVERIFY(output.standardError.max().item<double>() < 1e-8);
    QCOMPARE(output.samples, 9);
}

void TestIntegratedGradients::expectedGradientsTendToIntegratedOnes()
{
    const auto model = tinyModel(u"quadratic.pt2"_s);
    const ParamValues baseline{{u"baseline"_s, u"black-white"_s}};
    const MethodOutput sampled =
        run(*model, u"expected-gradients"_s, with(with(baseline, {{u"n"_s, 400}}), channels));
    const at::Tensor exact =
        run(*model, u"integrated-gradients"_s, with(with(baseline, {{u"steps"_s, 2}}), channels)).map;
    const at::Tensor z = (sampled.map - exact) / sampled.standardError;
    QVERIFY(z.abs().max().item<double>() < 5);
    const double spread = z.square().mean().sqrt().item<double>(); // One draw moves all pixels together.
    QVERIFY2(spread > 0.01 && spread < 3, qPrintable(QString::number(spread)));
}

void TestIntegratedGradients::expectedGradientsReplayWhateverTheBatch()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto fixed = tinyModel(u"small_cnn_static.pt2"_s); // One picture at a time.
    const ParamValues params = with({{u"n"_s, 20}}, channels);
    const at::Tensor once = run(*model, u"expected-gradients"_s, params).map;
    QVERIFY(at::equal(once, run(*model, u"expected-gradients"_s, params).map));
    QVERIFY(largestDifference(once, run(*fixed, u"expected-gradients"_s, params).map) < 1e-12);
}

void TestIntegratedGradients::smoothGradWrapsThem()
{
    const auto model = tinyModel(u"linear.pt2"_s);
    const ParamValues params{{u"n"_s, 3},
                             {u"of"_s, u"integrated-gradients"_s},
                             {u"noise"_s, 0.0},
                             {u"of.steps"_s, 2},
                             {u"of.baseline"_s, u"black"_s}};
    const Method* method = findMethod(u"smoothgrad"_s);
    const MethodInfo info = withWrapped(method->info(), params, methodInfos());
    QVERIFY(info.param(u"of.steps"_s) && !info.param(u"of.reduction"_s));
    Report report;
    MethodInput input{.model = *model, .image = image(*model), .target = {.kind = Target::Kind::Class}};
    input.target.index = 1;
    input.params = info.completed(with(params, channels));
    const at::Tensor wrapped = method->run(input, report).map;
    const at::Tensor alone =
        run(*model, u"integrated-gradients"_s, with({{u"baseline"_s, u"black"_s}}, channels)).map;
    QVERIFY(largestDifference(wrapped, alone) < 1e-12);
}

QTEST_APPLESS_MAIN(TestIntegratedGradients)
#include "test_integrated_gradients.moc"

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <QtTest>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>
#include <numbers>

#include "core/compute/ascent/image_parameterisation.h"
#include "core/compute/ascent/network_input.h"
#include "core/compute/ascent/optimiser.h"
#include "core/compute/ascent/regularisers.h"
#include "core/compute/ascent/transforms/transforms.h"
#include "core/compute/methods/philox_noise.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

double largestDifference(const at::Tensor& a, const at::Tensor& b)
{
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

at::Tensor randomPicture(int64_t height, int64_t width)
{
    return philoxUniforms({3, height, width}, 5, 0, -0.9, 0.9, at::kDouble);
}

/// Largest difference between autograd's gradient of sum(w f(x)) and central differences, at a few places.
double gradientError(const std::function<at::Tensor(const at::Tensor&)>& function, const at::Tensor& x)
{
    const at::AutoGradMode record(true);
    const at::Tensor leaf = x.detach().requires_grad_(true);
    const at::Tensor result = function(leaf);
    const at::Tensor weights = philoxNormals(result.sizes(), 6, 0, 1, at::kDouble)[0];
    const at::Tensor gradient = torch::autograd::grad({(result * weights).sum()}, {leaf}).front().flatten();
    double worst = 0;
    for (int64_t i = 0; i < x.numel(); i += std::max<int64_t>(1, x.numel() / 17)) {
        const auto shifted = [&](double by) {
            const at::NoGradGuard noGrad;
            at::Tensor moved = x.detach().clone();
            moved.view({-1})[i] += by;
            return (function(moved) * weights).sum().item<double>();
        };
        const double slope = (shifted(1e-5) - shifted(-1e-5)) / 2e-5;
        worst = std::max(worst, std::abs(slope - gradient[i].item<double>()));
    }
    return worst;
}

/// Numbers given beforehand.
class FixedDraws : public Draws
{
public:
    FixedDraws(std::vector<int> integers, std::vector<double> normals)
        : m_integers(std::move(integers))
        , m_normals(std::move(normals))
    {}
    int integer(int) override { return m_integers.at(m_nextInteger++); }
    double normal() override { return m_normals.at(m_nextNormal++); }

private:
    std::vector<int> m_integers;
    std::vector<double> m_normals;
    std::size_t m_nextInteger = 0;
    std::size_t m_nextNormal = 0;
};

} // namespace

/// The parts that ascent is put together from, each against its formula.
class TestAscentParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsReplayAndCoverTheirRange();
    void colourMatrixHasLucidsValues();
    void spectrumScaleOfFourByFour();
    void fourierImageGoesBothWays();
    void pixelImageIsThePicture();
    void padAndJitter();
    void scaleDrawsLucidsSizes();
    void resizingIsLibtorchs();
    void quarterTurnIsClockwise();
    void rollMovesDownAndRight();
    void penaltiesOfASmallPicture();
    void penaltiesAreTheirFormulas();
    void everyDerivativeIsRight();
    void normalisedGradientMovesByTheRate();
    void adamFollowsItsRecurrence();
    void networkInputGoesBothWays();
};

void TestAscentParts::drawsReplayAndCoverTheirRange()
{
    std::vector<int> seen(9);
    double sum = 0;
    double squares = 0;
    for (uint64_t step = 0; step < 2000; ++step) {
        PhiloxDraws draws(3, step);
        ++seen.at(std::size_t(draws.integer(9)));
        const double z = draws.normal();
        sum += z;
        squares += z * z;
        PhiloxDraws again(3, step);
        again.integer(9);
        QCOMPARE(again.normal(), z);
    }
    for (const int count : seen)
        QVERIFY(std::abs(count - 2000 / 9.0) < 5 * std::sqrt(2000 / 9.0));
    QVERIFY(std::abs(sum / 2000) < 5 / std::sqrt(2000.0));
    QVERIFY(std::abs(squares / 2000 - 1) < 5 * std::sqrt(2 / 2000.0));
}

void TestAscentParts::colourMatrixHasLucidsValues()
{
    const at::Tensor expected =
        at::tensor({.562829, .194825, .043295, .584476, 0., -.108236, .584476, -.194825, .064942},
                   at::kDouble)
            .reshape({3, 3});
    QVERIFY(largestDifference(colourMatrix(at::kDouble), expected) < 1e-6);
    const auto colour = [](double a, double b, double c) {
        return at::sigmoid(at::matmul(colourMatrix(at::kDouble), at::tensor({a, b, c}, at::kDouble)));
    };
    QVERIFY(largestDifference(colour(1, 0, 0), at::tensor({.637107, .642097, .642097}, at::kDouble)) < 1e-6);
    QVERIFY(largestDifference(colour(0, 1, 0), at::tensor({.548553, .5, .451447}, at::kDouble)) < 1e-6);
    QVERIFY(largestDifference(colour(1, 1, 1), at::tensor({.690177, .616860, .611731}, at::kDouble)) < 1e-6);
}

void TestAscentParts::spectrumScaleOfFourByFour()
{
    const at::Tensor expected =
        at::tensor({16., 16., 8., 16., 11.313708, 7.155418, 8., 7.155418, 5.656854, 16., 11.313708, 7.155418},
                   at::kDouble)
            .reshape({4, 3});
    QVERIFY(largestDifference(spectrumScale(4, 4, 1), expected) < 1e-6);
    QCOMPARE(largestDifference(spectrumScale(4, 6, 0), at::full({4, 4}, std::sqrt(24.0), at::kDouble)), 0.0);
}

void TestAscentParts::fourierImageGoesBothWays()
{
    for (const auto& [height, width] : {std::pair<int64_t, int64_t>{16, 20}, {15, 21}}) {
        const auto image = makeFourierImage(height, width, 1);
        const at::Tensor start = image->start(1, 0.01, at::kDouble);
        QVERIFY(start.sizes() == (std::vector<int64_t>{3, height, width / 2 + 1, 2}));
        QVERIFY(std::abs(start.std().item<double>() - 0.01) < 0.001);
        QVERIFY(image->picture(start).abs().max().item<double>() < 1);
        const at::Tensor picture = randomPicture(height, width);
        QVERIFY(largestDifference(image->picture(image->parameters(picture)), picture) < 1e-12);
    }
}

void TestAscentParts::pixelImageIsThePicture()
{
    const auto image = makePixelImage(6, 5);
    at::Tensor start = image->start(1, 0.125, at::kDouble);
    QVERIFY(start.sizes() == (std::vector<int64_t>{1, 3, 6, 5}));
    QVERIFY(start.abs().max().item<double>() <= 0.125);
    QVERIFY(start.abs().max().item<double>() > 0.1);
    QVERIFY(at::equal(image->picture(start), start));
    start.mul_(20);
    image->clip(start);
    QCOMPARE(start.abs().max().item<double>(), 1.0);
}

void TestAscentParts::padAndJitter()
{
    const at::Tensor picture = randomPicture(6, 8);
    FixedDraws draws({2, 1}, {});
    const at::Tensor padded = pad(3)(picture, draws);
    QVERIFY(padded.sizes() == (std::vector<int64_t>{1, 3, 12, 14}));
    QVERIFY(at::equal(padded.slice(2, 3, 9).slice(3, 3, 11), picture));
    QCOMPARE(padded[0][0][2].abs().max().item<double>(), 0.0);
    const at::Tensor jittered = jitter(4)(padded, draws);
    QVERIFY(at::equal(jittered, padded.slice(2, 2, 10).slice(3, 1, 11)));
}

void TestAscentParts::scaleDrawsLucidsSizes()
{
    for (int drawn = 0; drawn <= 10; ++drawn) {
        FixedDraws draws({drawn}, {});
        const at::Tensor scaled = randomScale(0.1)(randomPicture(240, 33), draws);
        QCOMPARE(scaled.size(2), int64_t(240 * (45 + drawn) / 50));
        QCOMPARE(scaled.size(3), int64_t(33 * (45 + drawn) / 50));
    }
}

void TestAscentParts::resizingIsLibtorchs()
{
    for (const auto& [height, width] : {std::pair<int64_t, int64_t>{12, 10}, {7, 1}, {1, 9}})
        for (const auto& [newHeight, newWidth] : {std::pair<int64_t, int64_t>{17, 5}, {1, 1}, {12, 23}}) {
            const at::Tensor picture = randomPicture(height, width);
            const at::Tensor expected = at::upsample_bilinear2d(picture, {newHeight, newWidth}, false);
            QVERIFY(largestDifference(resized(picture, newHeight, newWidth), expected) < 1e-14);
        }
}

void TestAscentParts::quarterTurnIsClockwise()
{
    const at::Tensor picture = randomPicture(7, 7);
    const at::Tensor clockwise = at::rot90(picture, -1, {2, 3});
    QVERIFY(largestDifference(rotated(picture, std::numbers::pi / 2), clockwise) < 1e-12);
    QVERIFY(largestDifference(rotated(randomPicture(5, 9), std::numbers::pi),
                              randomPicture(5, 9).flip({2, 3})) < 1e-12);
    FixedDraws draws({25, 10 + 3}, {});
    QVERIFY(at::equal(randomRotate(10)(picture, draws), picture));
    QVERIFY(at::equal(randomRotate(10)(picture, draws), rotated(picture, 3 * std::numbers::pi / 180)));
}

void TestAscentParts::rollMovesDownAndRight()
{
    at::Tensor picture = at::zeros({1, 3, 8, 8}, at::kDouble);
    picture.select(2, 1).select(2, 1).fill_(1);
    FixedDraws draws({}, {0.5, -0.9});
    const at::Tensor rolled = normalRoll(5)(picture, draws); // 2 down, 4 left
    QCOMPARE(rolled[0][0][3][5].item<double>(), 1.0);
    QCOMPARE(rolled.sum().item<double>(), 3.0);
}

void TestAscentParts::penaltiesOfASmallPicture()
{
    const at::Tensor picture =
        at::tensor({1., -2., 3., 4.}, at::kDouble).reshape({1, 1, 2, 2}).expand({1, 3, 2, 2});
    const Penalties found = penalties(picture, {}, nullptr);
    QCOMPARE(found.sumOfSquares, 90.0);
    QCOMPARE(found.totalVariation, 3 * (2 + 6 + 3 + 1) / 4.0);
}

void TestAscentParts::penaltiesAreTheirFormulas()
{
    const auto sum = [](const at::Tensor& x, const Penalties& weights) {
        const auto differences = [&](int64_t d) { return (x.slice(d, 1) - x.slice(d, 0, -1)).abs().sum(); };
        return x.square().sum() * weights.sumOfSquares +
               (differences(2) + differences(3)) * (weights.totalVariation / double(x.size(2) * x.size(3)));
    };
    at::Tensor flat = randomPicture(9, 8);
    flat.slice(3, 2, 5) = 0.25; // |0| has the derivative 0.
    for (const at::Tensor& picture :
         {randomPicture(12, 10), flat, randomPicture(1, 7), randomPicture(6, 1), randomPicture(1, 1)}) {
        const at::AutoGradMode record(true);
        const at::Tensor leaf = picture.detach().requires_grad_(true);
        const Penalties weights{.sumOfSquares = -0.7, .totalVariation = 1.9};
        const at::Tensor value = sum(leaf, weights);
        const at::Tensor expected = torch::autograd::grad({value}, {leaf}).front();
        at::Tensor gradient;
        const Penalties found = penalties(leaf, weights, &gradient);
        const double weighted =
            weights.sumOfSquares * found.sumOfSquares + weights.totalVariation * found.totalVariation;
        QVERIFY(std::abs(weighted - value.item<double>()) < 1e-12 * std::abs(weighted) + 1e-15);
        QVERIFY(largestDifference(gradient, expected) < 1e-12);
        penalties(leaf.detach().to(at::kFloat), weights, &gradient);
        QCOMPARE(gradient.scalar_type(), at::kFloat);
        QVERIFY(largestDifference(gradient, expected) < 1e-6);
    }
}

void TestAscentParts::everyDerivativeIsRight()
{
    const at::Tensor picture = randomPicture(12, 10);
    const auto through = [](const Transform& transform) {
        return [=](const at::Tensor& x) {
            PhiloxDraws draws(8, 2);
            return transform(x, draws);
        };
    };
    for (const Transform& transform :
         {pad(3), jitter(4), randomScale(0.1), randomRotate(10), normalRotate(0.3), normalRoll(4)})
        QVERIFY(gradientError(through(transform), picture) < 1e-8);
    const auto fourier = makeFourierImage(12, 10, 1);
    const at::Tensor spectrum = fourier->start(1, 0.5, at::kDouble);
    QVERIFY(gradientError([&](const at::Tensor& z) { return fourier->picture(z); }, spectrum) < 1e-8);
    QVERIFY(gradientError([](const at::Tensor& x) { return resized(x, 17, 5); }, picture) < 1e-8);
    for (const ChannelOrder order : {ChannelOrder::Rgb, ChannelOrder::Bgr, ChannelOrder::Gray}) {
        const InputSpec spec{.channels = order};
        QVERIFY(gradientError([&](const at::Tensor& x) { return networkInput(x, spec); }, picture) < 1e-8);
    }
}

void TestAscentParts::normalisedGradientMovesByTheRate()
{
    at::Tensor x = randomPicture(4, 4).clone();
    const at::Tensor before = x.clone();
    const at::Tensor gradient = philoxNormals({3, 4, 4}, 1, 1, 1, at::kDouble);
    const auto optimiser = makeNormalisedGradient();
    optimiser->ascend(x, gradient, 10);
    QVERIFY(std::abs((x - before).norm().item<double>() - 10) < 1e-12);
    QVERIFY(((x - before) * gradient).min().item<double>() >= 0);
    const at::Tensor there = x.clone();
    optimiser->ascend(x, at::zeros_like(gradient), 10);
    QVERIFY(at::equal(x, there));
}

void TestAscentParts::adamFollowsItsRecurrence()
{
    at::Tensor x = at::zeros({1}, at::kDouble);
    const auto optimiser = makeAdam();
    double expected = 0;
    double m = 0;
    double v = 0;
    for (int step = 1; step <= 5; ++step) {
        const double gradient = step == 3 ? -2.0 : 0.5 * step;
        optimiser->ascend(x, at::full({1}, gradient, at::kDouble), 0.05);
        m = .9 * m + .1 * gradient;
        v = .999 * v + .001 * gradient * gradient;
        expected += .05 * (m / (1 - std::pow(.9, step))) / (std::sqrt(v / (1 - std::pow(.999, step))) + 1e-8);
        QVERIFY(std::abs(x.item<double>() - expected) < 1e-14);
    }
}

void TestAscentParts::networkInputGoesBothWays()
{
    const at::Tensor picture = randomPicture(4, 4);
    for (const ChannelOrder order : {ChannelOrder::Rgb, ChannelOrder::Bgr}) {
        const InputSpec spec{.channels = order};
        const at::Tensor input = networkInput(picture, spec);
        const int64_t red = order == ChannelOrder::Rgb ? 0 : 2;
        const double p = (picture[0][0][1][2].item<double>() + 1) / 2;
        const double expected = (p - spec.mean[std::size_t(red)]) / spec.std[std::size_t(red)];
        QVERIFY(std::abs(input[0][red][1][2].item<double>() - expected) < 1e-12);
        QVERIFY(largestDifference(pictureOfInput(input, spec), picture) < 1e-12);
    }
    const InputSpec gray{.channels = ChannelOrder::Gray};
    const at::Tensor flat = at::full({1, 3, 4, 4}, 0.25, at::kDouble);
    QVERIFY(networkInput(flat, gray).sizes() == (std::vector<int64_t>{1, 1, 4, 4}));
    QVERIFY(largestDifference(pictureOfInput(networkInput(flat, gray), gray), flat) < 1e-12);
}

QTEST_APPLESS_MAIN(TestAscentParts)
#include "test_ascent_parts.moc"

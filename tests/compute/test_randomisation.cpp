// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/judge.h"

#include <QtTest>

#include <cmath>

#include "core/compute/metrics/reinitialise.h"
#include "core/compute/tensors.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

std::vector<std::string> names(const std::vector<UnlearntLayer>& layers)
{
    std::vector<std::string> result;
    for (const UnlearntLayer& layer : layers)
        result.push_back(layer.name);
    return result;
}

MetricResult randomised(Model& model, const QString& method, int stages, quint64 seed = 7)
{
    ExplainedImage map = explained(model, method);
    map.input.seed = seed;
    return judge(map, u"randomisation"_s, {{u"stages"_s, stages}});
}

double spread(const at::Tensor& values)
{
    return values.std().item<double>();
}

} // namespace

/// Layers that forget what they have learnt, and the maps of such models.
class TestRandomisation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layersAreNamedFromTheLast();
    void layersAreTheSameInEveryFormat();
    void weightsAreDrawnAndTheRestIsNeutral();
    void theModelItselfStaysAsItIs();
    void stagesCoverEveryLayer();
    void mapsAreTheSameInEveryFormat();
    void seedsReplay();
    void mapsThatReadTheWeightsChange();
};

void TestRandomisation::layersAreNamedFromTheLast()
{
    const auto layers = unlearntLayers(tinyModel(u"relu_cnn.pt2"_s)->unoptimised(), 1);
    QCOMPARE(names(layers), (std::vector<std::string>{"fc", "conv3", "conv2", "conv1"}));
    for (const UnlearntLayer& layer : layers)
        QCOMPARE(layer.constants.size(), std::size_t(2)); // weight and bias
}

void TestRandomisation::layersAreTheSameInEveryFormat()
{
    const std::vector<std::string> expected{"classifier", "features.6", "features.4",
                                            "features.3", "features.1", "features.0"};
    for (const QString& file : {u"small_cnn.pt2"_s, u"small_cnn_torch28.pt2"_s, u"small_cnn_traced.pt"_s,
                                u"small_cnn_scripted.pt"_s})
        QVERIFY2(names(unlearntLayers(tinyModel(file)->unoptimised(), 1)) == expected, qPrintable(file));
}

void TestRandomisation::weightsAreDrawnAndTheRestIsNeutral()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto layers = unlearntLayers(model->unoptimised(), 3);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        for (const auto& [id, constant] : layers[i].constants) {
            QCOMPARE(constant.sizes(), model->unoptimised().constants.at(id).sizes());
            if (constant.dim() == 1) {
                QVERIFY(constant.eq(0).all().item<bool>() || constant.eq(1).all().item<bool>());
                continue;
            }
            const double fanIn = double(constant.numel()) / double(constant.size(0));
            const at::Tensor expected =
                std::sqrt(2 / fanIn) * philoxNormals(constant.sizes(), 3, i, 1, at::kDouble)[0];
            QVERIFY(largestDifference(constant, expected) < 1e-12);
        }
    }
    const auto batchNorm = layers[2].constants; // features.4: weight, bias, mean, variance
    QCOMPARE(batchNorm.size(), std::size_t(4));
    const auto linear = layers[0].constants;
    for (const auto& [id, constant] : linear)
        if (constant.dim() == 2)
            QVERIFY(std::abs(spread(constant) / std::sqrt(2.0 / 16) - 1) < 0.2);
}

void TestRandomisation::theModelItselfStaysAsItIs()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const at::Tensor before = explained(*model, u"gradient"_s).output.map;
    const auto layers = unlearntLayers(model->unoptimised(), 3);
    const auto other = model->withConstants(layers[0].constants);
    QVERIFY(at::equal(explained(*model, u"gradient"_s).output.map, before));
    QVERIFY(largestDifference(explained(*other, u"gradient"_s).output.map, before) > 1e-3);
    QCOMPARE(other->info().name, model->info().name);
    const auto same = model->withConstants({});
    QVERIFY(at::equal(explained(*same, u"gradient"_s).output.map, before));
}

void TestRandomisation::stagesCoverEveryLayer()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto counts = [&](int stages) {
        QList<int> result;
        for (const RandomisedMap& stage : randomised(*model, u"gradient"_s, stages).randomised)
            result += stage.layers;
        return result;
    };
    const QList<int> each{1, 2, 3, 4, 5, 6};
    QCOMPARE(counts(1), QList<int>{6});
    QCOMPARE(counts(4), (QList<int>{2, 3, 5, 6}));
    QCOMPARE(counts(0), each);
    QCOMPARE(counts(1000), each);
    const MetricResult result = randomised(*model, u"gradient"_s, 0);
    QCOMPARE(result.randomised.front().layer, u"classifier"_s);
    QCOMPARE(result.randomised.back().layer, u"features.0"_s);
    QCOMPARE(result.curves.size(), 2);
    QCOMPARE(result.curves.front().points.size(), 7);
    double sum = 0;
    for (const RandomisedMap& stage : result.randomised)
        sum += stage.rankCorrelation;
    QVERIFY(std::abs(*result.value - sum / 6) < 1e-12);
}

void TestRandomisation::mapsAreTheSameInEveryFormat()
{
    const MetricResult exported = randomised(*tinyModel(u"small_cnn.pt2"_s), u"gradient"_s, 0);
    for (const QString& file : {u"small_cnn_traced.pt"_s, u"small_cnn_scripted.pt"_s}) {
        const MetricResult script = randomised(*tinyModel(file), u"gradient"_s, 0);
        for (qsizetype i = 0; i < 6; ++i) {
            const FloatMap& a = exported.randomised[i].map;
            const FloatMap& b = script.randomised[i].map;
            for (std::size_t k = 0; k < a.values.size(); ++k)
                QVERIFY(std::abs(a.values[k] - b.values[k]) <= 1e-5F * std::abs(a.values[k]) + 1e-12F);
        }
    }
}

void TestRandomisation::seedsReplay()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const MetricResult once = randomised(*model, u"gradient"_s, 2);
    QCOMPARE(randomised(*model, u"gradient"_s, 2).randomised.back().map, once.randomised.back().map);
    QVERIFY(randomised(*model, u"gradient"_s, 2, 8).randomised.back().map != once.randomised.back().map);
}

void TestRandomisation::mapsThatReadTheWeightsChange()
{
    const auto model = tinyModel(u"relu_cnn.pt2"_s);
    const MetricResult gradient = randomised(*model, u"gradient"_s, 0);
    QVERIFY(*gradient.value < 0.9 && std::abs(gradient.randomised.back().rankCorrelation) < 0.5);
    // A map that reads the activations of the last layer does not notice that the classifier has changed.
    const MetricResult eigen = randomised(*model, u"eigencam"_s, 0);
    QCOMPARE(eigen.randomised.front().rankCorrelation, 1.0);
    QCOMPARE(eigen.randomised.front().similarity, 1.0);
    QVERIFY(eigen.randomised.back().rankCorrelation < 0.99);
}

QTEST_APPLESS_MAIN(TestRandomisation)
#include "test_randomisation.moc"

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/method_run.h"

#include <QtTest>

#include <cmath>

#include "core/compute/compute_error.h"
#include "core/compute/methods/cam/graph_tail.h"
#include "core/compute/methods/target_score.h"

using namespace saliscope;
using namespace saliscope::compute;

/// Class activation maps are what their formulas say, on the layer that the graph says.
class TestCam : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layersAreFound_data();
    void layersAreFound();
    void wrongLayersAreRefused();
    void camGradCamAndHiResAgreeBehindAveraging();
    void camRefusesOtherHeads();
    void gradientFormulas();
    void eigenMapIsTheLargestPrincipalValue();
    void scoreCamIsItsLoop();
    void ablationCamIsExactBehindAveraging();
    void tailGivesTheModelsAnswers();
    void tokensAreTheGrid();
    void rowsAreIndependent();
    void counterfactualReluAndFusing();
    void enlargingFollowsPixelCentres();
    void channelsArriveOneByOne();
    void productMultiplies();
};

namespace {

const QStringList family{u"cam"_s,      u"gradcam"_s,    u"gradcam-plus-plus"_s, u"xgradcam"_s,
                         u"layercam"_s, u"hirescam"_s,   u"eigencam"_s,          u"eigengradcam"_s,
                         u"scorecam"_s, u"ablationcam"_s};
const ParamValues raw{{u"relu"_s, false}, {u"upsampling"_s, u"nearest"_s}};
constexpr int target = 1; // What run() explains.

/// Activations and gradients of a layer, (K, h, w).
std::pair<at::Tensor, at::Tensor> tapped(Model& model, const QString& layer)
{
    const ValueId id = model.layerValue(layer);
    GradientEngine& engine = model.engine({id, model.output()});
    const auto values = engine.forward(image(model), {id, model.output()}, true, {});
    const TargetScore score(model, {.kind = Target::Kind::Class, .index = target});
    return {values[0][0], engine.backward({{}, score.gradient(values[1])}, {id}, {}).front()[0]};
}

/// The map at the layer's own size: run() with nearest neighbours, every `step`-th pixel.
at::Tensor small(Model& model, const QString& method, const ParamValues& params, int64_t step)
{
    const at::Tensor map = run(model, method, params).map;
    return map[0].slice(0, 0, {}, step).slice(1, 0, {}, step);
}

bool agree(const at::Tensor& a, const at::Tensor& b)
{
    return a.sizes() == b.sizes() && b.abs().max().item<double>() > 1e-6 &&
           largestDifference(a, b) < 1e-12 * std::max(1.0, b.abs().max().item<double>());
}

QString refusal(Model& model, const QString& method, const ParamValues& params, const Target& which = {})
{
    try {
        run(model, method, params, which);
    } catch (const ComputeError& error) {
        return error.error().title + u' ' + error.error().detail;
    }
    return {};
}

at::Tensor classifierRow(const Model& model)
{
    for (const auto& [id, constant] : model.graph().constants)
        if (constant.dim() == 2 && constant.size(0) == 10)
            return constant[target];
    return {};
}

} // namespace

void TestCam::layersAreFound_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("layer");
    QTest::newRow("before pooling") << u"small_cnn.pt2"_s << u"Layer features, 16 × 16 × 16"_s;
    QTest::newRow("script") << u"small_cnn_scripted.pt"_s << u"Layer features, 16 × 16 × 16"_s;
    QTest::newRow("before attention") << u"tokens.pt2"_s << u"Layer before_attention, 8 × 4 × 4"_s;
    QTest::newRow("script, attention") << u"tokens.pt"_s << u"Layer before_attention, 8 × 4 × 4"_s;
}

void TestCam::layersAreFound()
{
    QFETCH(const QString, file);
    QFETCH(const QString, layer);
    const auto model = tinyModel(file);
    const MethodOutput output = run(*model, u"gradcam"_s, {{u"relu"_s, false}});
    QCOMPARE(remarksOf(*model, u"gradcam"_s, {}).notes, QStringList{layer});
    QCOMPARE(remarksOf(*model, u"smoothgrad"_s, {{u"of"_s, u"gradcam"_s}}).notes, QStringList{layer});
    QCOMPARE(remarksOf(*model, u"product"_s, {{u"b"_s, u"gradient"_s}}).notes, QStringList{layer});
    QCOMPARE(output.map.sizes(), at::IntArrayRef({1, 32, 32}));
    QVERIFY(output.map.abs().max().item<double>() > 1e-6);
}

void TestCam::wrongLayersAreRefused()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    QVERIFY(refusal(*model, u"gradcam"_s, {{u"layer"_s, u"nowhere"_s}}).contains(u"no layer \"nowhere\""_s));
    QVERIFY(refusal(*model, u"gradcam"_s, {{u"layer"_s, u"pool"_s}}).contains(u"1 x 16 x 1 x 1"_s));
    QVERIFY(!refusal(*tinyModel(u"linear.pt2"_s), u"gradcam"_s, {}).isEmpty());
}

void TestCam::camGradCamAndHiResAgreeBehindAveraging()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const at::Tensor a = tapped(*model, u"features"_s).first;
    const at::Tensor cam = small(*model, u"cam"_s, raw, 2);
    QVERIFY(agree(cam, (classifierRow(*model).view({-1, 1, 1}) * a).sum(0)));
    QVERIFY(agree(small(*model, u"gradcam"_s, raw, 2) * 256, cam));
    QVERIFY(agree(small(*model, u"hirescam"_s, raw, 2) * 256, cam));
}

void TestCam::camRefusesOtherHeads()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    QVERIFY(
        refusal(*model, u"cam"_s, {{u"layer"_s, u"features.6"_s}}).contains(u"aten::relu lies between"_s));
    const Target probability{.kind = Target::Kind::Class, .score = Target::Score::Probability};
    QVERIFY(refusal(*model, u"cam"_s, {}, probability).contains(u"logit"_s));
    QVERIFY(refusal(*tinyModel(u"tokens.pt2"_s), u"cam"_s, {}).contains(u"lies between"_s));
}

void TestCam::gradientFormulas()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const ParamValues params = with(raw, {{u"layer"_s, u"features.4"_s}}); // Signed, before a ReLU.
    const auto [a, g] = tapped(*model, u"features.4"_s);
    at::Tensor gradCam = at::zeros_like(a[0]), plusPlus = at::zeros_like(a[0]), xGrad = at::zeros_like(a[0]);
    for (int64_t k = 0; k < a.size(0); ++k) {
        const double total = a[k].sum().item<double>();
        double weight = 0;
        for (int64_t i = 0; i < 256; ++i) {
            const double gradient = g[k].reshape({-1})[i].item<double>();
            if (gradient > 0)
                weight += gradient / (2 + gradient * total);
        }
        gradCam += g[k].mean() * a[k];
        plusPlus += weight * a[k];
        xGrad += (g[k] * a[k]).sum() / total * a[k];
    }
    QVERIFY(agree(small(*model, u"gradcam"_s, params, 2), gradCam));
    QVERIFY(agree(small(*model, u"gradcam-plus-plus"_s, params, 2), plusPlus));
    QVERIFY(agree(small(*model, u"xgradcam"_s, params, 2), xGrad));
    QVERIFY(agree(small(*model, u"hirescam"_s, params, 2), (g * a).sum(0)));
    QVERIFY(agree(small(*model, u"layercam"_s, params, 2), (g.clamp_min(0) * a).sum(0)));
}

void TestCam::eigenMapIsTheLargestPrincipalValue()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const at::Tensor a = tapped(*model, u"features"_s).first.flatten(1);
    for (const bool isCentred : {false, true}) {
        const at::Tensor places = isCentred ? a - a.mean(1, true) : a;
        const double largest = at::linalg_eigvalsh(at::matmul(places, places.t())).max().item<double>();
        const at::Tensor map =
            small(*model, u"eigencam"_s, with(raw, {{u"centred"_s, isCentred}}), 2).reshape({-1});
        QVERIFY(std::abs(map.square().sum().item<double>() - largest) < 1e-9 * largest);
        const at::Tensor residue = places - at::outer(at::matmul(places, map) / largest, map);
        QVERIFY(at::matmul(residue, map).abs().max().item<double>() < 1e-9 * largest);
        QVERIFY((map * a.sum(0)).sum().item<double>() > 0);
    }
}

void TestCam::scoreCamIsItsLoop()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const at::Tensor a = tapped(*model, u"features"_s).first;
    const at::Tensor x = image(*model);
    std::vector<at::Tensor> scores;
    std::vector<at::Tensor> shown;
    for (int64_t k = 0; k < a.size(0); ++k) {
        const at::Tensor mask = at::upsample_bilinear2d(a[k].view({1, 1, 16, 16}), {32, 32}, false);
        const double range = (mask.max() - mask.min()).item<double>();
        if (range == 0)
            continue;
        const at::Tensor seen = x * ((mask - mask.min()) / range);
        scores.push_back(model->engine().forward(seen, {model->output()}, false, {}).front()[0][target]);
        shown.push_back(mask[0]);
    }
    const at::Tensor weights = at::softmax(at::stack(scores), 0).view({-1, 1, 1, 1});
    QVERIFY(agree(run(*model, u"scorecam"_s, {{u"relu"_s, false}}).map, (weights * at::stack(shown)).sum(0)));
}

void TestCam::ablationCamIsExactBehindAveraging()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const at::Tensor a = tapped(*model, u"features"_s).first;
    const double score = scoresOf(*model, TargetScore(*model, {.kind = Target::Kind::Class, .index = target}),
                                  image(*model), {})
                             .item<double>();
    const at::Tensor fall = classifierRow(*model) * a.flatten(1).mean(1);
    const at::Tensor expected = ((fall / std::abs(score)).view({-1, 1, 1}) * a).sum(0);
    QVERIFY(agree(small(*model, u"ablationcam"_s, raw, 2), expected));
}

/// In front of an attention whose answer is added to what lies before it.
void TestCam::tailGivesTheModelsAnswers()
{
    const auto model = tinyModel(u"tokens.pt2"_s);
    const ValueId layer = model->layerValue(u"before_attention"_s);
    const ValueId output = model->output();
    GradientEngine& engine = model->engine({layer, output});
    const auto values = engine.forward(image(*model), {layer, output}, true, {});
    at::Tensor seed = at::zeros_like(values[1]);
    seed[0][target] = 1;
    const at::Tensor gradient = engine.backward({{}, seed}, {layer}, {}).front();

    QCOMPARE(graphTail(model->graph({layer, output}), layer, output).before.empty(), false);
    TailRunner tail(*model, layer, output, image(*model));
    const at::Tensor alone = tail.run(values[0], {});
    QVERIFY(agree(alone, values[1]));
    const at::Tensor step =
        1e-6 * at::sin(at::arange(values[0].numel(), values[0].options())).view_as(values[0]);
    const at::Tensor variants = tail.run(at::cat({values[0], values[0] + step, values[0] - step}), {});
    QVERIFY(agree(variants.narrow(0, 0, 1), values[1]));
    const double slope = ((variants[1] - variants[2])[target] / 2).item<double>();
    QVERIFY(std::abs(slope - (gradient * step).sum().item<double>()) < 1e-6 * std::abs(slope));
}

void TestCam::tokensAreTheGrid()
{
    const auto model = tinyModel(u"tokens.pt2"_s);
    const auto [tokens, gradients] = tapped(*model, u"before_attention"_s); // (17, 8)
    const at::Tensor a = tokens.slice(0, 1).t().reshape({8, 4, 4});
    const at::Tensor g = gradients.slice(0, 1).t().reshape({8, 4, 4});
    QVERIFY(agree(small(*model, u"hirescam"_s, raw, 8), (a * g).sum(0)));
    QVERIFY(agree(small(*model, u"gradcam"_s, raw, 8), (a * g.flatten(1).mean(1).view({8, 1, 1})).sum(0)));
}

void TestCam::rowsAreIndependent()
{
    for (const QString& file : {u"small_cnn.pt2"_s, u"tokens.pt2"_s}) {
        const auto model = tinyModel(file);
        const at::Tensor batch = at::cat({image(*model), image(*model).flip(3), image(*model) * 0.5});
        for (const QString& id : family) {
            if (id == u"cam" && file.startsWith(u"tokens"))
                continue;
            const auto& method = dynamic_cast<const PointMethod&>(*findMethod(id));
            const MethodInput input{.model = *model,
                                    .image = image(*model),
                                    .target = {.kind = Target::Kind::Class, .index = target},
                                    .params = method.info().completed({{u"relu"_s, false}})};
            const at::Tensor together = method.attribute(input, batch);
            QCOMPARE(together.sizes(), at::IntArrayRef({3, 1, 32, 32}));
            for (int64_t row = 0; row < 3; ++row)
                QVERIFY2(agree(together.narrow(0, row, 1), method.attribute(input, batch.narrow(0, row, 1))),
                         qPrintable(id));
        }
    }
}

void TestCam::counterfactualReluAndFusing()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const auto map = [&](const ParamValues& params) {
        return run(*model, u"gradcam"_s, with(raw, params)).map;
    };
    const at::Tensor plain = map({});
    QVERIFY(agree(map({{u"counterfactual"_s, true}}), -plain));
    QVERIFY(agree(map({{u"relu"_s, true}}), plain.clamp_min(0)));
    const ParamValues shut{{u"layer"_s, u"features.7"_s}, {u"relu"_s, true}};
    const MethodOutput against =
        run(*model, u"gradcam"_s, shut, {.kind = Target::Kind::Unit, .index = 0, .layer = u"features.0"_s});
    QVERIFY(!against.map.any().item<bool>() && !against.warnings.isEmpty());
    const at::Tensor early = map({{u"layer"_s, u"features.2"_s}});
    const at::Tensor a = early / early.abs().max();
    const at::Tensor b = plain / plain.abs().max();
    const QString both = u"features.2, features"_s;
    QVERIFY(agree(map({{u"layer"_s, both}}), (a + b) / 2));
    QVERIFY(agree(map({{u"layer"_s, both}, {u"fuse"_s, u"max"_s}}), at::maximum(a, b)));
    QVERIFY(agree(map({{u"layer"_s, both}, {u"fuse"_s, u"tanh"_s}}), (2 * at::maximum(a, b)).tanh()));
}

void TestCam::enlargingFollowsPixelCentres()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const at::Tensor cells = small(*model, u"hirescam"_s, raw, 2);
    const at::Tensor map = run(*model, u"hirescam"_s, {}).map[0];
    // Pixel 2i+1 lies a quarter of a cell behind the centre of cell i; the border repeats.
    QVERIFY(agree(map[0][0], cells[0][0]));
    const at::Tensor row = 0.75 * cells.slice(1, 0, 15) + 0.25 * cells.slice(1, 1, 16);
    QVERIFY(agree(map[0].slice(0, 1, 30, 2), row[0]));
    const at::Tensor aligned = run(*model, u"hirescam"_s, {{u"upsampling"_s, u"aligned"_s}}).map[0];
    QVERIFY(agree(aligned[31][31], cells[15][15]));
    QVERIFY(agree(aligned[0][1], cells[0][0] * (16.0 / 31) + cells[0][1] * (15.0 / 31)));
}

void TestCam::channelsArriveOneByOne()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    for (const QString& id : {u"scorecam"_s, u"ablationcam"_s}) {
        Report report;
        report.cancelAt = 1;
        QVERIFY_EXCEPTION_THROWN(run(*model, id, {}, report), ComputeError);
        QCOMPARE(report.previewSamples, std::vector<int>{1});
    }
}

void TestCam::productMultiplies()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const ParamValues params{{u"a"_s, u"gradcam"_s},
                             {u"a.layer"_s, u"features.2"_s},
                             {u"b"_s, u"gradient"_s},
                             {u"reduction"_s, u"none"_s}};
    const Method* method = findMethod(u"product"_s);
    Report report;
    const at::Tensor product =
        method
            ->run({.model = *model,
                   .image = image(*model),
                   .target = {.kind = Target::Kind::Class, .index = target},
                   .params = withWrapped(method->info(), params, methodInfos()).completed(params)},
                  report)
            .map;
    const at::Tensor cam = run(*model, u"gradcam"_s, {{u"layer"_s, u"features.2"_s}}).map;
    QVERIFY(agree(product, cam * run(*model, u"gradient"_s, channels).map));
}

QTEST_APPLESS_MAIN(TestCam)
#include "test_cam.moc"

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "core/compute/graph/passes/redefine_gradients.h"
#include "tests/compute/method_run.h"
#include "tests/compute/plan_check.h"

using namespace saliscope;
using namespace saliscope::compute;

using Kind = BackwardRule::Kind;

namespace {

/// v f(W x): R, the gradient that arrives at the activation, is v.
struct OneLayer
{
    at::Tensor weights = waves({8, 6});
    at::Tensor readout = waves({1, 8}, 0.7);
    at::Tensor x = waves({3, 6}, 0.2);

    Graph graph(const std::string& activation, const std::vector<Argument>& more = {}) const
    {
        GraphMaker maker;
        const ValueId input = maker.input();
        const ValueId z = maker.call("aten::linear", {{input}, {maker.constant(weights)}, none()});
        std::vector<Argument> arguments{{z}};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const ValueId y = maker.call(activation, arguments);
        return maker.finish({maker.call("aten::linear", {{y}, {maker.constant(readout)}, none()})});
    }
    at::Tensor before() const { return x.matmul(weights.t()); }
    /// What `atLayer` (N, units) is at the input.
    at::Tensor atInput(const at::Tensor& atLayer) const { return atLayer.matmul(weights); }
};

at::Tensor gradientBy(GradientEngine& engine, const Graph& graph, const at::Tensor& x)
{
    const at::Tensor value = engine.forward(x, {graph.outputs.front()}, true, {}).front();
    return engine.backward({at::ones_like(value)}, {}, {}).front();
}

/// By both engines, where they agree.
at::Tensor gradientOf(const Graph& graph, const at::Tensor& x)
{
    const auto autograd = makeAutogradEngine(graph);
    const at::Tensor expected = gradientBy(*autograd, graph, x);
    Graph plan = planned(graph, {});
    if (const QString obstacle = planObstacle(plan, {}); !obstacle.isEmpty())
        throw std::runtime_error(obstacle.toStdString());
    const auto explicitly = makePlanEngine(std::move(plan));
    if (largestDifference(gradientBy(*explicitly, graph, x), expected) > 1e-12)
        throw std::runtime_error("the engines differ");
    return expected;
}

} // namespace

/// Backward rules give what the papers' formulas say, under both engines, for every activation.
class TestBackwardRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void activations_data();
    void activations();
    void rectifiedKeepsTheLargestProducts();
    void clampsThatAreNoActivationsKeepTheirGradient();
    void forwardIsUnchanged();
    void networksAgreeUnderBothEngines_data();
    void networksAgreeUnderBothEngines();
    void guidedMapIsNotTheGradient();
    void otherActivationsAreNamed();
};

void TestBackwardRules::activations_data()
{
    QTest::addColumn<QString>("activation");
    QTest::addColumn<std::vector<double>>("numbers");
    QTest::newRow("relu") << u"aten::relu"_s << std::vector<double>{};
    QTest::newRow("relu6") << u"aten::relu6"_s << std::vector<double>{};
    QTest::newRow("hardtanh") << u"aten::hardtanh"_s << std::vector<double>{0, 1.5};
    QTest::newRow("clamp") << u"aten::clamp"_s << std::vector<double>{0, 1.5};
    QTest::newRow("clamp_min") << u"aten::clamp_min"_s << std::vector<double>{0};
    QTest::newRow("leaky_relu") << u"aten::leaky_relu"_s << std::vector<double>{0.2};
    QTest::newRow("elu") << u"aten::elu"_s << std::vector<double>{};
    QTest::newRow("silu") << u"aten::silu"_s << std::vector<double>{};
    QTest::newRow("gelu") << u"aten::gelu"_s << std::vector<double>{};
    QTest::newRow("hardswish") << u"aten::hardswish"_s << std::vector<double>{};
}

void TestBackwardRules::activations()
{
    QFETCH(const QString, activation);
    QFETCH(const std::vector<double>, numbers);
    const OneLayer net;
    std::vector<Argument> more;
    for (const double value : numbers)
        more.push_back(number(value));
    const Graph graph = net.graph(activation.toStdString(), more);
    const at::Tensor incoming = net.readout.expand({3, 8});
    // f' from the plain gradient of each unit: the layer's input gradient is W' (f' v).
    GraphMaker alone;
    const ValueId z = alone.input();
    std::vector<Argument> arguments{{z}};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Graph unit = alone.finish({alone.call(activation.toStdString(), arguments)});
    const at::Tensor derivative = gradientOf(unit, net.before());

    QVERIFY(largestDifference(gradientOf(graph, net.x), net.atInput(derivative * incoming)) < 1e-12);
    QVERIFY(largestDifference(gradientOf(redefineGradients(graph, {Kind::Guided}), net.x),
                              net.atInput(derivative * incoming.clamp_min(0))) < 1e-12);
    QVERIFY(largestDifference(gradientOf(redefineGradients(graph, {Kind::Deconvnet}), net.x),
                              net.atInput(incoming.clamp_min(0))) < 1e-12);
}

void TestBackwardRules::rectifiedKeepsTheLargestProducts()
{
    const OneLayer net;
    const at::Tensor y = net.before().relu();
    const at::Tensor incoming = net.readout.expand({3, 8});
    const at::Tensor product = y * incoming;
    const at::Tensor threshold = at::quantile(product, 0.6, 1, true).clamp_min(0);
    const at::Tensor expected = net.atInput(incoming * (product > threshold) * (y > 0));
    QVERIFY(expected.abs().max().item<double>() > 0.1);
    const Graph rectified = redefineGradients(net.graph("aten::relu"), {Kind::Rectified, 60});
    QVERIFY(largestDifference(gradientOf(rectified, net.x), expected) < 1e-12);
}

void TestBackwardRules::clampsThatAreNoActivationsKeepTheirGradient()
{
    const OneLayer net;
    const Graph graph = net.graph("aten::clamp", {number(-0.5), number(0.5)});
    QVERIFY(at::equal(gradientOf(redefineGradients(graph, {Kind::Guided}), net.x), gradientOf(graph, net.x)));
    QVERIFY(countActivations(graph).empty());
}

void TestBackwardRules::forwardIsUnchanged()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const at::Tensor plain = model->engine().forward(image(*model), {model->output()}, false, {}).front();
    for (const Kind kind : {Kind::Guided, Kind::Deconvnet, Kind::Rectified})
        QVERIFY(at::equal(
            plain,
            model->engine({}, {kind, 90}).forward(image(*model), {model->output()}, false, {}).front()));
}

void TestBackwardRules::networksAgreeUnderBothEngines_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("guided") << Kind::Guided;
    QTest::newRow("deconvnet") << Kind::Deconvnet;
    QTest::newRow("rectified") << Kind::Rectified;
}

void TestBackwardRules::networksAgreeUnderBothEngines()
{
    QFETCH(const Kind, kind);
    for (const QString& file : {u"small_cnn.pt2"_s, u"small_cnn_traced.pt"_s, u"small_cnn_scripted.pt"_s}) {
        const auto model = tinyModel(file);
        const Graph graph = redefineGradients(model->graph(), {kind, 50});
        QVERIFY(gradientOf(graph, image(*model)).abs().max().item<double>() > 1e-4);
    }
}

void TestBackwardRules::guidedMapIsNotTheGradient()
{
    const auto model = tinyModel(u"small_cnn.pt2"_s);
    const at::Tensor plain = run(*model, u"gradient"_s, channels).map;
    for (const QString& id : {u"guided-backprop"_s, u"deconvnet"_s, u"rectgrad"_s}) {
        QVERIFY(largestDifference(run(*model, id, channels).map, plain) > 1e-3);
        QVERIFY(remarksOf(*model, id, {}).warnings.isEmpty());
    }
}

void TestBackwardRules::otherActivationsAreNamed()
{
    const OneLayer net;
    QCOMPARE(countActivations(net.graph("aten::silu")), (std::map<std::string, int>{{"silu", 1}}));
    QVERIFY(!isRectifierName("silu") && isRectifierName("relu6"));
    const auto linear = tinyModel(u"linear.pt2"_s);
    QCOMPARE(remarksOf(*linear, u"guided-backprop"_s, {}).warnings.size(), 1);
    QCOMPARE(remarksOf(*linear, u"smoothgrad"_s, {{u"of"_s, u"deconvnet"_s}}).warnings.size(), 1);
}

QTEST_APPLESS_MAIN(TestBackwardRules)
#include "test_backward_rules.moc"

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/reference.h"

#include <QtTest>

#include "core/compute/compute_error.h"
#include "core/compute/graph/executor.h"
#include "core/compute/graph/gradient_engine.h"
#include "core/compute/graph/passes/passes.h"
#include "core/compute/graph/to_options.h"
#include "core/compute/readers/readers.h"
#include "tests/compute/graph_maker.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// Numbers in (-1, 1) that repeat from run to run.
at::Tensor waves(const std::vector<int64_t>& shape, double phase = 0)
{
    return at::sin(at::arange(c10::multiply_integers(shape), at::kDouble) * 1.3 + phase).reshape(shape);
}

int count(const Graph& graph, const std::string& name)
{
    return int(std::count_if(graph.nodes.begin(), graph.nodes.end(),
                             [&](const Node& node) { return node.op.name == name; }));
}

struct Result
{
    std::vector<at::Tensor> values;
    at::Tensor gradient;
};

/// The values, and the input gradient of a weighted sum of the first of them.
Result evaluate(const Graph& graph, const at::Tensor& x, const std::vector<ValueId>& ids)
{
    const auto engine = makeAutogradEngine(graph);
    Result result{engine->forward(x, ids, true, {}), {}};
    std::vector<at::Tensor> seeds(ids.size());
    seeds.front() = waves(result.values.front().sizes().vec(), 0.4);
    result.gradient = engine->backward(seeds, {}, {}).front();
    return result;
}

/// Outputs, kept values and input gradients agree to 1e-12, on two batches.
bool agrees(const Graph& before, const Graph& after, const std::vector<int64_t>& shape, const Keep& keep = {})
{
    Keep ids = before.outputs;
    ids.insert(ids.end(), keep.begin(), keep.end());
    bool isSame = before.outputs == after.outputs;
    for (const double phase : {0.0, 2.0}) {
        const at::Tensor x = waves(shape, phase);
        const Result expected = evaluate(before, x, ids);
        const Result found = evaluate(after, x, ids);
        isSame &= largestDifference(expected.gradient, found.gradient) < 1e-12;
        isSame &= expected.gradient.abs().max().item<double>() > 1e-3; // Or nothing would be compared.
        for (std::size_t i = 0; i < ids.size(); ++i)
            isSame &= largestDifference(expected.values[i], found.values[i]) < 1e-12;
    }
    return isSame;
}

/// layer -> batch norm -> relu, where `addLayer` makes the layer's value with `channels` channels.
struct Normed
{
    ValueId layer, norm;
    Graph graph;
};

template <typename AddLayer>
Normed normed(int64_t channels, bool isAffine, AddLayer addLayer)
{
    GraphMaker make;
    const ValueId x = make.input();
    Normed made;
    made.layer = addLayer(make, x);
    const Argument weight = isAffine ? Argument{make.constant(waves({channels}) + 1.5)} : none();
    const Argument bias = isAffine ? Argument{make.constant(waves({channels}, 1))} : none();
    made.norm = make.call("aten::batch_norm", {{made.layer},
                                               weight,
                                               bias,
                                               {make.constant(waves({channels}, 2))},
                                               {make.constant(waves({channels}, 3) + 1.1)},
                                               flag(false),
                                               number(0.1),
                                               number(1e-3),
                                               flag(false)});
    made.graph = make.finish({make.call("aten::tanh", {{made.norm}})});
    return made;
}

Graph readTiny(const QString& name)
{
    const ReadModel read = readExportedProgram(QStringLiteral(SALISCOPE_TEST_DATA "/models/") + name);
    return toOptions(read.graph, at::TensorOptions(at::kDouble));
}

} // namespace

class TestPasses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldsBatchNormIntoLayers_data();
    void foldsBatchNormIntoLayers();
    void leavesBatchNormWhereTheLayerIsNeeded();
    void leavesBatchNormAfterLinearLayersWithAnAxisBetween();
    void replacesInPlaceOperators();
    void leavesWritesThatOthersSee();
    void dropsDropout();
    void foldsConstantsInOrder();
    void foldsNumbersIntoArguments();
    void doesNotFoldWhatTheInputWritesInto();
    void doesNotFoldRandomNumbers();
    void channelsLastKeepsNumbers();
    void channelsLastLeavesStridesAlone();
    void removesWhatNobodyReads();
    void optimisedModelsAgree_data();
    void optimisedModelsAgree();
    void optimisingTwiceChangesNothingMore();
    void movesGraphsToAnotherPrecision();
};

void TestPasses::foldsBatchNormIntoLayers_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isAffine");
    for (const char* kind : {"conv", "conv with bias", "grouped", "transposed", "transposed grouped",
                             "convolution", "convolution transposed", "linear"}) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << true;
        QTest::addRow("%s, not affine", kind) << QString::fromLatin1(kind) << false;
    }
}

void TestPasses::foldsBatchNormIntoLayers()
{
    QFETCH(QString, kind);
    QFETCH(bool, isAffine);
    const bool isTransposed = kind.contains(u"transposed"_s);
    const int64_t groups = kind.contains(u"grouped"_s) || kind == u"convolution transposed"_s ? 2 : 1;
    const auto addLayer = [&](GraphMaker& make, ValueId x) {
        if (kind == u"linear"_s) {
            const ValueId out = make.call("aten::linear", {{x}, {make.constant(waves({6, 5}))}});
            make.shape(out, {2, 6});
            return out;
        }
        const ValueId weight =
            make.constant(isTransposed ? waves({4, 6 / groups, 3, 3}) : waves({6, 4 / groups, 3, 3}));
        const Argument bias = kind.contains(u"bias"_s) ? Argument{make.constant(waves({6}, 5))} : none();
        const Argument ones = wholes({1, 1});
        const Argument zeros = wholes({0, 0});
        if (kind.startsWith(u"convolution"_s))
            return make.call(
                "aten::convolution",
                {{x}, {weight}, bias, wholes({2, 1}), ones, ones, flag(isTransposed), zeros, whole(groups)});
        if (isTransposed)
            return make.call("aten::conv_transpose2d.input",
                             {{x}, {weight}, bias, wholes({2, 2}), ones, ones, whole(groups), ones});
        return make.call("aten::conv2d", {{x}, {weight}, bias, wholes({2, 2}), ones, ones, whole(groups)});
    };
    const Normed made = normed(6, isAffine, addLayer);
    const Graph folded = foldBatchNorm(made.graph, {made.norm});
    QCOMPARE(count(folded, "aten::batch_norm"), 0);
    QCOMPARE(folded.nodes.size(), std::size_t(2));
    const std::vector<int64_t> shape =
        kind == u"linear"_s ? std::vector<int64_t>{2, 5} : std::vector<int64_t>{2, 4, 7, 6};
    QVERIFY(agrees(made.graph, folded, shape, {made.norm}));
}

void TestPasses::leavesBatchNormWhereTheLayerIsNeeded()
{
    const auto addLayer = [](GraphMaker& make, ValueId x) {
        return make.call("aten::conv2d", {{x}, {make.constant(waves({6, 4, 3, 3}))}});
    };
    const Normed made = normed(6, true, addLayer);
    const Graph kept = foldBatchNorm(made.graph, {made.layer});
    QCOMPARE(count(kept, "aten::batch_norm"), 1);
    QVERIFY(agrees(made.graph, kept, {2, 4, 7, 6}, {made.layer}));

    Graph read = made.graph; // A second reader of the convolution.
    read.outputs.push_back(made.layer);
    QCOMPARE(count(foldBatchNorm(read, {}), "aten::batch_norm"), 1);
}

void TestPasses::leavesBatchNormAfterLinearLayersWithAnAxisBetween()
{
    // (N, 6, 6): batch norm's channels are the middle axis, not the features.
    const auto addLayer = [](GraphMaker& make, ValueId x) {
        const ValueId out = make.call("aten::linear", {{x}, {make.constant(waves({6, 5}))}});
        make.shape(out, {2, 6, 6});
        return out;
    };
    QCOMPARE(count(foldBatchNorm(normed(6, true, addLayer).graph, {}), "aten::batch_norm"), 1);
}

void TestPasses::replacesInPlaceOperators()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId first = make.call("aten::mul.Tensor", {{x}, number(3)});
    const ValueId sum = make.call("aten::add_.Tensor", {{first}, {x}});
    const ValueId active = make.call("aten::relu_", {{sum}});
    const Graph graph =
        make.finish({make.call("aten::add.Tensor", {{active}, {first}})}); // The old name, too.
    const Graph functional = makeFunctional(graph, {first});
    QCOMPARE(count(functional, "aten::relu"), 1);
    QCOMPARE(count(functional, "aten::relu_") + count(functional, "aten::add_.Tensor"), 0);
    QVERIFY(agrees(graph, functional, {3, 4}, {first, sum, active}));
}

void TestPasses::leavesWritesThatOthersSee()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId tripled = make.call("aten::mul.Tensor", {{x}, number(3)});
    const ValueId row = make.call("aten::select.int", {{tripled}, whole(0), whole(0)});
    make.call("aten::pow_.Scalar", {{row}, whole(2)});
    const Graph graph = make.finish({make.call("aten::neg", {{tripled}})});
    const Graph functional = makeFunctional(graph, {});
    QCOMPARE(count(functional, "aten::pow_.Scalar"), 1);
    QVERIFY(agrees(graph, functional, {3, 4}));
    QVERIFY(agrees(graph, optimise(graph, {}), {3, 4}));
}

void TestPasses::dropsDropout()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId first = make.call("aten::dropout", {{x}, number(0.5), flag(false)});
    const ValueId second = make.call("aten::dropout_", {{first}, number(0.5), flag(false)});
    const ValueId kept = make.call("aten::dropout", {{second}, number(0.5), flag(false)});
    const Graph graph = make.finish({make.call("aten::tanh", {{kept}})});
    const Graph dropped = dropDropout(graph, {kept});
    QCOMPARE(dropped.nodes.size(), std::size_t(2));
    QVERIFY(agrees(graph, dropped, {3, 4}, {kept}));
}

void TestPasses::foldsConstantsInOrder()
{
    // A mask filled in place through views, as shifted windows do, then added to the input.
    GraphMaker make;
    const ValueId x = make.input();
    const at::Tensor base = at::zeros({4, 4}, at::kDouble);
    const ValueId mask = make.constant(base);
    const ValueId top = make.call("aten::slice.Tensor", {{mask}, whole(0), whole(0), whole(2)});
    make.call("aten::fill_.Scalar", {{top}, number(7)});
    const ValueId left = make.call("aten::slice.Tensor", {{mask}, whole(1), whole(0), whole(1)});
    make.call("aten::add_.Scalar", {{left}, number(1)});
    const ValueId half = make.call("aten::div.Tensor", {{mask}, number(2)});
    const ValueId both = make.call("aten::add.Tensor", {{x}, {half}});
    const Graph graph = make.finish({make.call("aten::mul.Tensor", {{both}, {mask}})});
    const Graph folded = foldConstants(graph, {});
    QCOMPARE(folded.nodes.size(), std::size_t(2));
    QVERIFY(agrees(graph, folded, {4, 4}));
    QVERIFY(at::equal(base, at::zeros({4, 4}, at::kDouble))); // The model's own constant is as it was.
}

void TestPasses::foldsNumbersIntoArguments()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId table = make.constant(waves({6, 2}));
    const ValueId rows = make.call("aten::sym_size.int", {{table}, whole(0)});
    const std::vector<Argument> shape{whole(-1), {rows}};
    const ValueId viewed = make.call("aten::view", {{x}, {shape}});
    const Graph graph = make.finish({make.call("aten::matmul", {{viewed}, {table}})});
    const Graph folded = foldConstants(graph, {});
    QCOMPARE(folded.nodes.size(), std::size_t(2));
    QVERIFY(agrees(graph, folded, {3, 4}));
}

void TestPasses::doesNotFoldWhatTheInputWritesInto()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId buffer = make.call("aten::zeros", {wholes({3, 4}), whole(int64_t(at::kDouble))});
    const ValueId early = make.call("aten::cos", {{buffer}}); // Before the write: ones.
    const ValueId row = make.call("aten::select.int", {{buffer}, whole(0), whole(1)});
    make.call("aten::copy_", {{row}, {x}});
    const ValueId late = make.call("aten::exp", {{buffer}});
    const Graph graph = make.finish({make.call("aten::mul.Tensor", {{early}, {late}})});
    QVERIFY(agrees(graph, foldConstants(graph, {}), {4}));
    QVERIFY(agrees(graph, optimise(graph, {}), {4}));
}

void TestPasses::doesNotFoldRandomNumbers()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId noise = make.call("aten::rand", {wholes({4}), whole(int64_t(at::kDouble))});
    const Graph graph = make.finish({make.call("aten::add.Tensor", {{x}, {noise}})});
    QCOMPARE(foldConstants(graph, {}).nodes.size(), std::size_t(2));
}

void TestPasses::channelsLastKeepsNumbers()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId convolved = make.call("aten::conv2d", {{x}, {make.constant(waves({6, 4, 3, 3}))}});
    const ValueId flat = make.call("aten::view", {{convolved}, wholes({2, -1})}); // Fails on such strides.
    Graph graph = make.finish({make.call("aten::tanh", {{flat}})});
    graph.inputShape = {2, 4, 7, 6};
    const Graph reordered = useChannelsLast(graph, {});
    QVERIFY(reordered.constants.begin()->second.is_contiguous(at::MemoryFormat::ChannelsLast));
    QVERIFY(graph.constants.begin()->second.is_contiguous());
    QVERIFY(agrees(graph, reordered, {2, 4, 7, 6}, {convolved}));
    const at::Tensor middle = evaluate(reordered, waves({2, 4, 7, 6}), {convolved}).values.front();
    QVERIFY(middle.is_contiguous(at::MemoryFormat::ChannelsLast));
    QCOMPARE(useChannelsLast(reordered, {}).nodes.size(), reordered.nodes.size());
}

void TestPasses::channelsLastLeavesStridesAlone()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId convolved = make.call("aten::conv2d", {{x}, {make.constant(waves({2, 2, 1, 1}))}});
    const ValueId strided = make.call("aten::as_strided", {{convolved}, wholes({3}), wholes({2})});
    Graph graph = make.finish({strided});
    graph.inputShape = {1, 2, 3, 3};
    QVERIFY(agrees(graph, useChannelsLast(graph, {}), {1, 2, 3, 3}));
}

void TestPasses::removesWhatNobodyReads()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId used = make.call("aten::neg", {{x}});
    const ValueId aside = make.call("aten::mul.Tensor", {{used}, {make.constant(waves({4}))}});
    make.call("aten::exp", {{aside}});
    const ValueId row = make.call("aten::select.int", {{used}, whole(0), whole(0)});
    make.call("aten::zero_", {{row}}); // Its result is unread, its effect is not.
    const Graph graph = make.finish({make.call("aten::tanh", {{used}})});
    const Graph lean = removeDeadNodes(graph, {});
    QCOMPARE(lean.nodes.size(), std::size_t(4));
    QVERIFY(lean.constants.empty());
    QVERIFY(agrees(graph, lean, {3, 4}));
    QCOMPARE(removeDeadNodes(graph, {aside}).nodes.size(), std::size_t(5));
}

void TestPasses::optimisedModelsAgree_data()
{
    QTest::addColumn<QString>("file");
    for (const char* name : {"linear", "quadratic", "small_cnn", "small_cnn_static"})
        QTest::newRow(name) << QString::fromLatin1(name) + u".pt2"_s;
}

void TestPasses::optimisedModelsAgree()
{
    QFETCH(QString, file);
    const Graph graph = readTiny(file);
    QVERIFY(agrees(graph, optimise(graph, {}), {1, 3, 32, 32}));
    Keep every; // All taps at once.
    for (const Node& node : graph.nodes)
        if (!graph.values[std::size_t(node.outputs.front())].shape.empty())
            every.push_back(node.outputs.front());
    QVERIFY(agrees(graph, optimise(graph, every), {1, 3, 32, 32}, every));
}

void TestPasses::optimisingTwiceChangesNothingMore()
{
    const Graph once = optimise(readTiny(u"small_cnn.pt2"_s), {});
    QCOMPARE(count(once, "aten::batch_norm") + count(once, "aten::dropout") + count(once, "aten::relu_"), 0);
    const Graph twice = optimise(once, {});
    QCOMPARE(twice.nodes.size(), once.nodes.size());
    const at::Tensor x = waves({1, 3, 32, 32});
    QVERIFY(at::equal(evaluate(once, x, once.outputs).gradient, evaluate(twice, x, once.outputs).gradient));
}

void TestPasses::movesGraphsToAnotherPrecision()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId filler = make.call("aten::ones", {wholes({4})}); // Of the default type.
    const ValueId narrowed = make.call("aten::to.dtype", {{x}, whole(int64_t(at::kFloat))});
    const ValueId scaled = make.call("aten::mul.Tensor", {{narrowed}, {make.constant(at::rand({4}))}});
    const ValueId index = make.constant(at::tensor({2, 0}));
    const ValueId picked = make.call("aten::index_select", {{scaled}, whole(0), {index}});
    const ValueId rest = make.call("aten::dot", {{scaled}, {filler}});
    const Graph graph =
        toOptions(make.finish({make.call("aten::add.Tensor", {{picked}, {rest}})}), at::kDouble);
    const ValueMap kept = Executor(graph).run({waves({4})}, {graph.outputs.front(), narrowed}, {});
    QVERIFY(kept.at(graph.outputs.front()).toTensor().scalar_type() == at::kDouble);
    QVERIFY(at::equal(kept.at(narrowed).toTensor(), waves({4})));
    QVERIFY(graph.constants.at(index).scalar_type() == at::kInt);
}

QTEST_GUILESS_MAIN(TestPasses)
#include "test_passes.moc"

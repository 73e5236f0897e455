// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/plan_check.h"

#include <QtTest>

#include <ATen/Parallel.h>

#include "core/compute/graph/passes/passes.h"
#include "core/compute/graph/plan/norm_relu.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

int count(const Graph& graph, const std::string& name)
{
    return int(std::count_if(graph.nodes.begin(), graph.nodes.end(),
                             [&](const Node& node) { return node.op.name == name; }));
}

ValueId addNorm(GraphMaker& make, ValueId x, int64_t channels, bool isDecomposed = false)
{
    std::vector<Argument> arguments{{x}};
    for (const double phase : {0.2, 0.9, 0.4})
        arguments.push_back({make.constant(waves({channels}, phase))});
    arguments.push_back({make.constant(waves({channels}, 0.5).abs() + 0.5)});
    if (!isDecomposed)
        arguments.push_back(flag(false));
    arguments.push_back(number(0.1));
    arguments.push_back(number(1e-5));
    if (!isDecomposed)
        arguments.push_back(flag(true));
    return make.call(isDecomposed ? "aten::_native_batch_norm_legit_no_training" : "aten::batch_norm",
                     arguments, isDecomposed ? 3 : 1);
}

ValueId addConvolution(GraphMaker& make, ValueId x, int64_t in, int64_t out, int64_t kernel)
{
    const at::Tensor weight = waves({out, in, kernel, kernel}, double(in)) * 0.5;
    return make.call(
        "aten::conv2d",
        {{x}, {make.constant(weight)}, none(), wholes({1, 1}), wholes({kernel / 2, kernel / 2})});
}

/// cat -> batch norm -> relu -> convolution, again and again: each layer reads all before it.
struct DenseBlock
{
    static constexpr int64_t channels = 5;
    static constexpr int64_t growth = 3;
    std::vector<ValueId> joined, norms;
    Graph graph;

    explicit DenseBlock(int layers, int64_t axis = 1, bool isDecomposed = false)
    {
        GraphMaker make;
        std::vector<Argument> parts{{make.input()}};
        int64_t width = channels;
        for (int i = 0; i <= layers; ++i) {
            joined.push_back(make.call("aten::cat", {{parts}, whole(axis)}));
            norms.push_back(addNorm(make, joined.back(), width, isDecomposed));
            const ValueId active = make.call("aten::relu", {{norms.back()}});
            if (i < layers)
                parts.push_back({addConvolution(make, active, width, growth, i % 2 ? 3 : 1)});
            else
                graph = make.finish({make.call("aten::mean.dim", {{active}, wholes({2, 3})})});
            width += growth;
        }
    }
};

const std::vector<int64_t> picture{2, DenseBlock::channels, 6, 7};

/// Everything in float32 and channels-last, as models are run.
Graph inFloats(Graph graph)
{
    graph.inputShape = picture;
    for (auto& [id, tensor] : graph.constants)
        tensor = tensor.to(at::kFloat);
    return optimise(std::move(graph), {});
}

} // namespace

/// Batch norms that no convolution takes in: one node with the ReLU behind and the concatenation before, and
/// the same numbers.
class TestFuseNorms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fusesConcatenationNormAndRelu();
    void fusesTheDecomposedNorm();
    void addsToGradientsThatAreThere();
    void takesOtherRanks();
    void leavesWhatIsKept();
    void leavesWhatIsReadTwice();
    void leavesOtherAxesAndRepeatedParts();
    void givesTheSameBitsForAnyBatchAndThreadCount();
};

void TestFuseNorms::fusesConcatenationNormAndRelu()
{
    const DenseBlock block(4);
    const Graph plan = planned(block.graph, {});
    QCOMPARE(count(plan, normReluName), 5);
    QCOMPARE(count(plan, "aten::cat") + count(plan, "aten::batch_norm") + count(plan, "aten::relu"), 0);
    QCOMPARE(planDifference(block.graph, waves(picture, 0.3), 1e-12), QString());
}

void TestFuseNorms::fusesTheDecomposedNorm()
{
    const DenseBlock block(2, 1, true);
    QCOMPARE(count(planned(block.graph, {}), normReluName), 3);
    QCOMPARE(planDifference(block.graph, waves(picture, 0.3), 1e-12), QString());
}

void TestFuseNorms::addsToGradientsThatAreThere()
{
    // Pre-activation residual: the norm reads what the shortcut reads too.
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId start = addConvolution(make, x, 5, 6, 3);
    const ValueId active = make.call("aten::relu", {{addNorm(make, start, 6)}});
    const ValueId sum = make.call("aten::add.Tensor", {{addConvolution(make, active, 6, 6, 3)}, {start}});
    const ValueId again = make.call("aten::relu", {{addNorm(make, sum, 6)}});
    const Graph graph = make.finish({make.call("aten::add.Tensor", {{again}, {sum}})});
    QCOMPARE(count(planned(graph, {}), normReluName), 2);
    QCOMPARE(planDifference(graph, waves(picture, 0.3), 1e-12), QString());
}

void TestFuseNorms::takesOtherRanks()
{
    for (const std::vector<int64_t>& shape :
         {std::vector<int64_t>{3, 6}, std::vector<int64_t>{3, 6, 9}, std::vector<int64_t>{2, 6, 2, 3, 4}}) {
        GraphMaker make;
        const ValueId x = make.input();
        const ValueId twice = make.call("aten::mul.Scalar", {{x}, number(2)});
        const Argument parts{std::vector<Argument>{{x}, {twice}}};
        const ValueId joined = make.call("aten::cat", {parts, whole(1)});
        const Graph graph = make.finish({make.call("aten::relu", {{addNorm(make, joined, 12)}})});
        QCOMPARE(count(planned(graph, {}), normReluName), 1);
        QCOMPARE(planDifference(graph, waves(shape, 0.3), 1e-12), QString());
    }
}

void TestFuseNorms::leavesWhatIsKept()
{
    const DenseBlock block(1);
    const Graph joined = planned(block.graph, {block.joined.back()});
    QCOMPARE(count(joined, "aten::cat"), 1);
    QCOMPARE(count(joined, normReluName), 2); // Of the kept concatenation's value alone.
    const Graph norm = planned(block.graph, {block.norms.back()});
    QCOMPARE(count(norm, "aten::batch_norm"), 1);
    QCOMPARE(count(norm, normReluName), 1);
    const auto engine = makePlanEngine(planned(block.graph, {block.norms.back(), block.joined.back()}));
    const auto autograd = makeAutogradEngine(block.graph);
    const Keep keep{block.norms.back(), block.joined.back()};
    const at::Tensor x = waves(picture, 0.3);
    const auto found = engine->forward(x, keep, false, {});
    const auto expected = autograd->forward(x, keep, false, {});
    for (std::size_t i = 0; i < keep.size(); ++i)
        QVERIFY(relativeDifference(found[i], expected[i]) < 1e-12);
}

void TestFuseNorms::leavesWhatIsReadTwice()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId norm = addNorm(make, x, 5);
    const ValueId active = make.call("aten::relu", {{norm}});
    const Graph graph = make.finish({make.call("aten::add.Tensor", {{active}, {norm}})});
    QCOMPARE(count(planned(graph, {}), normReluName), 0);
    QCOMPARE(planDifference(graph, waves(picture, 0.3), 1e-12), QString());
}

void TestFuseNorms::leavesOtherAxesAndRepeatedParts()
{
    for (const bool isRepeated : {false, true}) {
        GraphMaker make;
        const ValueId x = make.input();
        const ValueId other = isRepeated ? x : make.call("aten::neg", {{x}});
        const Argument parts{std::vector<Argument>{{x}, {other}}};
        const ValueId joined = make.call("aten::cat", {parts, whole(isRepeated ? 1 : 2)});
        const ValueId norm = addNorm(make, joined, isRepeated ? 10 : 5);
        const Graph graph = make.finish({make.call("aten::relu", {{norm}})});
        const Graph plan = planned(graph, {});
        QCOMPARE(count(plan, "aten::cat"), 1);
        QCOMPARE(count(plan, normReluName), 1);
        QCOMPARE(planDifference(graph, waves(picture, 0.3), 1e-12), QString());
    }
}

void TestFuseNorms::givesTheSameBitsForAnyBatchAndThreadCount()
{
    const Graph graph = inFloats(DenseBlock(4).graph);
    const auto engine = makePlanEngine(planned(graph, {}));
    const at::Tensor x = waves({8, 5, 33, 31}).to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
    const int threads = at::get_num_threads();
    at::set_num_threads(1);
    const Evaluation all = evaluated(*engine, graph, x.narrow(0, 2, 1));
    for (const int count : {1, 2}) {
        at::set_num_threads(count);
        engine->forward(x, graph.outputs, true, {});
        const at::Tensor seed = waves({1, 17}, 0.4).to(at::kFloat).expand({8, 17});
        const at::Tensor gradient = engine->backward({seed}, {}, {}).front();
        QVERIFY(at::equal(gradient.narrow(0, 2, 1), all.gradient));
    }
    at::set_num_threads(threads);
}

QTEST_GUILESS_MAIN(TestFuseNorms)
#include "test_fuse_norms.moc"

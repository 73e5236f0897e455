// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/graph/executor.h"
#include "core/compute/graph/plain_operators.h"
#include "tests/compute/graph_maker.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

at::Tensor runOne(const Graph& graph, const at::Tensor& x)
{
    return Executor(graph).run({x}, graph.outputs, {}).at(graph.outputs.front()).toTensor();
}

/// The Error that `function` throws.
template <typename F>
Error errorOf(F function)
{
    try {
        function();
    } catch (const ComputeError& error) {
        return error.error();
    }
    return {ErrorCode::Internal, u"nothing was thrown"_s, {}, {}};
}

} // namespace

class TestExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsOperatorsWithTheirDefaults();
    void wrapsNumbersWhereTensorsAreAskedFor();
    void buildsLists();
    void computesWithSizes();
    void unpacksLists();
    void keepsOnlyWhatIsAskedFor();
    void freesValuesAfterTheirLastUse();
    void cancelsBetweenNodes();
    void doesNotChangeConstantsOrInputs();
    void keptValuesAreWhatTheirNodeMade();
    void outputsAreWhatTheyAreAtTheEnd();
    void namesTheNodeThatFails();
    void reportsOutOfMemory();
    void refusesTheWrongNumberOfInputs();
    void refusesUnknownOperators();
};

void TestExecutor::callsOperatorsWithTheirDefaults()
{
    GraphMaker make;
    const ValueId x = make.input();
    const at::Tensor weight = at::randn({4, 3, 3, 3});
    const Graph graph = make.finish({make.call("aten::conv2d", {{x}, {make.constant(weight)}})});
    const at::Tensor image = at::randn({2, 3, 8, 8});
    QVERIFY(at::equal(runOne(graph, image), at::conv2d(image, weight)));
}

void TestExecutor::wrapsNumbersWhereTensorsAreAskedFor()
{
    GraphMaker make;
    const ValueId x = make.input();
    const Graph graph = make.finish({make.call("aten::mul.Tensor", {{x}, number(0.1)})});
    const at::Tensor image = at::rand({3, 3});
    const at::Tensor result = runOne(graph, image);
    QVERIFY(result.scalar_type() == at::kFloat); // A wrapped number does not promote.
    QVERIFY(at::equal(result, image * 0.1));
    QVERIFY(at::equal(runOne(graph, image.to(at::kDouble)), image.to(at::kDouble) * 0.1));

    GraphMaker makeWhole;
    const ValueId y = makeWhole.input();
    const Graph power = makeWhole.finish({makeWhole.call("aten::leaky_relu", {{y}, whole(2)})});
    QVERIFY(at::equal(runOne(power, -image), -image * 2));
}

void TestExecutor::buildsLists()
{
    GraphMaker make;
    const ValueId x = make.input();
    const std::vector<Argument> both{{x}, {x}};
    const ValueId joined = make.call("aten::cat", {{both}, whole(1)});
    const ValueId rows = make.call("aten::sym_size.int", {{x}, whole(0)});
    const std::vector<Argument> shape{{rows}, whole(-1), whole(2)};
    const ValueId viewed = make.call("aten::view", {{joined}, {shape}});
    // Tensor?[] with a gap, and a single number for int[2].
    const std::vector<Argument> index{none(), {make.constant(at::tensor({1, 0}))}};
    const ValueId picked = make.call("aten::index.Tensor", {{viewed}, {index}});
    const ValueId pooled = make.call("aten::max_pool2d", {{picked}, whole(1)});
    const Graph graph = make.finish({pooled});
    const at::Tensor input = at::rand({3, 4});
    const at::Tensor expected =
        at::cat({input, input}, 1).view({3, -1, 2}).index({at::indexing::Slice(), at::tensor({1, 0})});
    QVERIFY(at::equal(runOne(graph, input), expected));
}

void TestExecutor::computesWithSizes()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId rows = make.call("aten::sym_size.int", {{x}, whole(0)});
    const ValueId doubled = make.call(*numberOperator("mul"), {{rows}, whole(2)});
    const ValueId halved = make.call(*numberOperator("floordiv"), {{doubled}, whole(4)});
    const std::vector<Argument> shape{{halved}, whole(-1)};
    const Graph graph = make.finish({make.call("aten::view", {{x}, {shape}})});
    QCOMPARE(runOne(graph, at::rand({6, 5})).sizes().vec(), (std::vector<int64_t>{3, 10}));

    GraphMaker makeZero;
    const ValueId y = makeZero.input();
    const ValueId size = makeZero.call("aten::sym_size.int", {{y}, whole(0)});
    const Graph division = makeZero.finish({makeZero.call(*numberOperator("floordiv"), {{size}, whole(0)})});
    QCOMPARE(errorOf([&] { Executor(division).run({at::rand({1})}, {}, {}); }).code, ErrorCode::ModelBroken);
}

void TestExecutor::unpacksLists()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId list = make.call("aten::split.Tensor", {{x}, whole(2)});
    make.call(unpackListOperator(3), {{list}}, 3);
    const std::vector<ValueId> parts = make.last().outputs;
    const Graph graph = make.finish({make.call("aten::sub.Tensor", {{parts[2]}, {parts[0]}})});
    const at::Tensor input = at::rand({6, 2});
    QVERIFY(at::equal(runOne(graph, input), input.slice(0, 4, 6) - input.slice(0, 0, 2)));
}

void TestExecutor::keepsOnlyWhatIsAskedFor()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId middle = make.call("aten::relu", {{x}});
    const ValueId end = make.call("aten::neg", {{middle}});
    const Graph graph = make.finish({end});
    const Executor executor(graph);
    const at::Tensor input = at::randn({4});
    const ValueMap both = executor.run({input}, {middle, x}, {});
    QCOMPARE(both.size(), std::size_t(2));
    QVERIFY(at::equal(both.at(middle).toTensor(), at::relu(input)));
    QVERIFY(at::equal(both.at(x).toTensor(), input));
    QVERIFY(at::equal(executor.run({input}, {end}, {}).at(end).toTensor(), -at::relu(input)));
}

void TestExecutor::freesValuesAfterTheirLastUse()
{
    GraphMaker make;
    ValueId last = make.input();
    for (int i = 0; i < 20; ++i)
        last = make.call("aten::add.Tensor", {{last}, number(1)});
    const Graph graph = make.finish({last});
    std::vector<c10::weak_intrusive_ptr<c10::TensorImpl>> made;
    std::size_t mostAlive = 0;
    const auto observe = [&](const Node&, ValueId, const at::Tensor& tensor) {
        made.emplace_back(tensor.getIntrusivePtr());
        const auto isAlive = [](const auto& weak) { return !weak.expired(); };
        mostAlive = std::max(mostAlive, std::size_t(std::count_if(made.begin(), made.end(), isAlive)));
    };
    const at::NoGradGuard noGrad;
    const ValueMap kept = Executor(graph).run({at::zeros({8})}, {last}, {}, observe);
    QCOMPARE(made.size(), std::size_t(20));
    QCOMPARE(mostAlive, std::size_t(2)); // A node's result and its argument.
    QCOMPARE(kept.at(last).toTensor()[0].item<double>(), 20.0);
}

void TestExecutor::cancelsBetweenNodes()
{
    GraphMaker make;
    ValueId last = make.input();
    for (int i = 0; i < 1000; ++i)
        last = make.call("aten::add.Tensor", {{last}, number(1)});
    const Graph graph = make.finish({last});
    const CancelToken cancel;
    int calls = 0;
    const auto observe = [&](const Node&, ValueId, const at::Tensor&) {
        if (++calls == 10)
            cancel.cancel();
    };
    const Error error = errorOf([&] { Executor(graph).run({at::zeros({8})}, {last}, cancel, observe); });
    QCOMPARE(error.code, ErrorCode::Cancelled);
    QCOMPARE(calls, 10);
}

void TestExecutor::doesNotChangeConstantsOrInputs()
{
    GraphMaker make;
    const ValueId x = make.input();
    const at::Tensor weight = at::full({1, 4}, -2.0F);
    const ValueId w = make.constant(weight);
    const ValueId row = make.call("aten::select.int", {{x}, whole(0), whole(0)});
    make.call("aten::add_.Tensor", {{row}, number(5)}); // Writes into a view of the input.
    make.call("aten::relu_", {{w}});
    const Graph graph = make.finish({make.call("aten::add.Tensor", {{x}, {w}})});
    const at::Tensor input = at::zeros({2, 4});
    const Executor executor(graph);
    for (int run = 0; run < 2; ++run) {
        const at::Tensor sum = executor.run({input}, graph.outputs, {}).at(graph.outputs[0]).toTensor();
        QVERIFY(at::equal(sum, at::stack({at::full({4}, 5.0F), at::zeros({4})})));
        QVERIFY(at::equal(input, at::zeros({2, 4})));
        QVERIFY(at::equal(weight, at::full({1, 4}, -2.0F)));
    }
}

void TestExecutor::keptValuesAreWhatTheirNodeMade()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId negated = make.call("aten::neg", {{x}});
    const ValueId flat = make.call("aten::view", {{negated}, wholes({-1})});
    const ValueId active = make.call("aten::relu_", {{flat}});
    const Graph graph = make.finish({make.call("aten::add.Tensor", {{active}, number(1)})});
    const at::Tensor input = at::randn({2, 3});
    const ValueMap kept = Executor(graph).run({input}, {negated, flat, active}, {});
    QVERIFY(at::equal(kept.at(negated).toTensor(), -input));
    QVERIFY(at::equal(kept.at(flat).toTensor(), (-input).view({-1})));
    QVERIFY(at::equal(kept.at(active).toTensor(), at::relu(-input).view({-1})));
}

void TestExecutor::outputsAreWhatTheyAreAtTheEnd()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId copy = make.call("aten::neg", {{x}});
    const ValueId row = make.call("aten::select.int", {{copy}, whole(0), whole(0)});
    make.call("aten::zero_", {{row}});
    const Graph graph = make.finish({copy});
    const at::Tensor result = runOne(graph, at::ones({2, 3}));
    QVERIFY(at::equal(result, at::stack({at::zeros({3}), -at::ones({3})})));
}

void TestExecutor::namesTheNodeThatFails()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId flat = make.call("aten::flatten.using_ints", {{x}, whole(1)});
    const ValueId out = make.call("aten::linear", {{flat}, {make.constant(at::rand({10, 12}))}});
    make.last().modulePath = "classifier.fc";
    const Graph graph = make.finish({out});
    const Error error = errorOf([&] { runOne(graph, at::rand({1, 3, 5, 5})); });
    QCOMPARE(error.code, ErrorCode::ModelBroken);
    for (const QString& part :
         {u"aten::linear"_s, u"classifier.fc"_s, u"Operator 1"_s, u"(1, 75)"_s, u"(10, 12)"_s})
        QVERIFY2(error.detail.contains(part), qPrintable(error.detail));
    QVERIFY(!error.detail.contains(u"frame #"_s)); // No backtrace for people.
}

void TestExecutor::reportsOutOfMemory()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId huge = make.call("aten::repeat", {{x}, wholes({int64_t(1) << 50})});
    const Graph graph = make.finish({huge});
    QCOMPARE(errorOf([&] { runOne(graph, at::ones({1})); }).code, ErrorCode::OutOfMemory);
}

void TestExecutor::refusesTheWrongNumberOfInputs()
{
    GraphMaker make;
    const ValueId x = make.input();
    const Graph graph = make.finish({make.call("aten::relu", {{x}})});
    QCOMPARE(errorOf([&] { Executor(graph).run({}, {}, {}); }).code, ErrorCode::InvalidArgument);
}

void TestExecutor::refusesUnknownOperators()
{
    const Error error = errorOf([] { dispatcherOperator("torchvision::nms", ""); });
    QCOMPARE(error.code, ErrorCode::ModelUnsupported);
    QVERIFY(error.title.contains(u"torchvision::nms"_s));
    QVERIFY(!numberOperator("frobnicate"));
}

QTEST_GUILESS_MAIN(TestExecutor)
#include "test_executor.moc"

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/record_function.h>

#include <chrono>
#include <semaphore>
#include <thread>

#include "core/base/strings.h"
#include "core/compute/compute_error.h"
#include "core/compute/graph/gradient_engine.h"
#include "core/compute/model/model.h"
#include "tests/compute/graph_maker.h"
#include "tests/support/patience.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// conv, relu_ in place, flatten, linear, softmax on float64: two taps and an in-place operator on the way.
struct SmallNetwork
{
    ValueId convolved, active, scores;
    Graph graph;

    SmallNetwork()
    {
        GraphMaker make;
        const at::Tensor bias = at::linspace(-0.5, 0.5, 4, at::kDouble);
        const ValueId x = make.input();
        convolved =
            make.call("aten::conv2d", {{x}, {make.constant(weights({4, 2, 3, 3}))}, {make.constant(bias)}});
        active = make.call("aten::relu_", {{convolved}});
        const ValueId flat = make.call("aten::flatten.using_ints", {{active}, whole(1)});
        const ValueId linear = make.call("aten::linear", {{flat}, {make.constant(weights({3, 36}))}});
        scores = make.call("aten::softmax.int", {{linear}, whole(1)});
        graph = make.finish({scores});
    }

    static at::Tensor weights(const std::vector<int64_t>& shape)
    {
        const at::Tensor numbers = at::arange(c10::multiply_integers(shape), at::kDouble);
        return (at::sin(numbers * 1.7) * 0.4).reshape(shape);
    }
};

at::Tensor seed(const at::Tensor& scores, int64_t unit)
{
    at::Tensor gradient = at::zeros_like(scores);
    gradient.index_put_({at::indexing::Slice(), unit}, 1.0);
    return gradient;
}

/// Sees every node of a backward begin, and lets another thread wait for one of them.
class BackwardWatch
{
public:
    explicit BackwardWatch(int awaited = -1)
        : m_awaited(awaited)
    {
        s_watch = this;
        m_handle = at::addGlobalCallback(
            at::RecordFunctionCallback(begun).scopes({at::RecordScope::BACKWARD_FUNCTION}));
    }
    BackwardWatch(const BackwardWatch&) = delete;
    ~BackwardWatch() { stop(); }

    void waitForNode() { m_reached.acquire(); }
    /// How many nodes have begun.
    int stop()
    {
        if (s_watch) {
            at::removeCallback(m_handle);
            s_watch = nullptr;
            m_reached.release();
        }
        return m_count;
    }

private:
    static std::unique_ptr<at::ObserverContext> begun(const at::RecordFunction&)
    {
        if (s_watch->m_count++ == s_watch->m_awaited)
            s_watch->m_reached.release();
        return nullptr;
    }

    static inline BackwardWatch* s_watch = nullptr;
    int m_awaited;
    int m_count = 0;
    at::CallbackHandle m_handle = 0;
    std::counting_semaphore<> m_reached{0};
};

} // namespace

class TestAutogradEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithFiniteDifferences();
    void differentiatesByValuesOverwrittenLater();
    void forwardWithoutGradientGivesTheSameNumbers();
    void givesZerosWhereNothingDepends();
    void leavesInputAndConstantsAlone();
    void differentiatesThroughWritesIntoViews();
    void releasesTheTape();
    void cancelsWithinBackward();
    void explainsOperatorsWithoutDerivative();
};

void TestAutogradEngine::agreesWithFiniteDifferences()
{
    const SmallNetwork net;
    const auto engine = makeAutogradEngine(net.graph);
    const at::Tensor x = at::cos(at::arange(50, at::kDouble)).reshape({1, 2, 5, 5});
    const auto score = [&](const at::Tensor& input) {
        return engine->forward(input, {net.scores}, false, {})[0][0][1].item<double>();
    };
    const at::Tensor scores = engine->forward(x, {net.scores}, true, {})[0];
    const at::Tensor gradient = engine->backward({seed(scores, 1)}, {}, {})[0];
    QCOMPARE(gradient.sizes(), x.sizes());
    const double step = 1e-6;
    for (int64_t i = 0; i < x.numel(); ++i) {
        at::Tensor above = x.clone();
        at::Tensor below = x.clone();
        above.view(-1)[i] += step;
        below.view(-1)[i] -= step;
        const double expected = (score(above) - score(below)) / (2 * step);
        QVERIFY(std::abs(gradient.reshape(-1)[i].item<double>() - expected) < 1e-7);
    }
}

void TestAutogradEngine::differentiatesByValuesOverwrittenLater()
{
    const SmallNetwork net;
    const auto engine = makeAutogradEngine(net.graph);
    const at::Tensor x = at::cos(at::arange(50, at::kDouble)).reshape({1, 2, 5, 5});
    const auto kept = engine->forward(x, {net.scores, net.convolved, net.active}, true, {});
    const auto gradients = engine->backward({seed(kept[0], 2), {}, {}}, {net.convolved, net.active, 0}, {});
    QVERIFY(kept[1].min().item<double>() < 0); // The convolution, not what relu_ made of it.
    QVERIFY(at::equal(kept[2], at::relu(kept[1])));
    QVERIFY(gradients[1].abs().max().item<double>() > 0);
    QVERIFY(at::equal(gradients[0], gradients[1] * (kept[1] > 0)));
    const at::Tensor& weight = net.graph.constants.at(1);
    const at::Tensor back = at::conv_transpose2d(gradients[0], weight);
    QVERIFY((gradients[2] - back).abs().max().item<double>() < 1e-14);
}

void TestAutogradEngine::forwardWithoutGradientGivesTheSameNumbers()
{
    const SmallNetwork net;
    const auto engine = makeAutogradEngine(net.graph);
    const at::Tensor x = at::randn({3, 2, 5, 5}, at::kDouble);
    const at::Tensor with = engine->forward(x, {net.scores}, true, {})[0];
    const at::Tensor without = engine->forward(x, {net.scores}, false, {})[0];
    QVERIFY(at::equal(with, without));
    QVERIFY(!with.requires_grad());
}

void TestAutogradEngine::givesZerosWhereNothingDepends()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId aside = make.call("aten::relu", {{x}});
    const ValueId cut = make.call("aten::detach", {{aside}});
    const ValueId constant = make.constant(at::ones({4}));
    const Graph graph = make.finish({make.call("aten::add.Tensor", {{cut}, {constant}})});
    const auto engine = makeAutogradEngine(graph);
    const at::Tensor input = at::ones({4});
    engine->forward(input, {graph.outputs[0]}, true, {});
    const auto gradients = engine->backward({at::ones({4})}, {x, aside, cut}, {});
    for (const at::Tensor& gradient : gradients)
        QVERIFY(at::equal(gradient, at::zeros({4})));
    engine->forward(input, {aside}, true, {});
    QVERIFY(at::equal(engine->backward({at::Tensor()}, {x}, {})[0], at::zeros({4})));
}

void TestAutogradEngine::leavesInputAndConstantsAlone()
{
    const SmallNetwork net;
    std::map<ValueId, at::Tensor> before;
    for (const auto& [id, tensor] : net.graph.constants)
        before[id] = tensor.clone();
    const auto engine = makeAutogradEngine(net.graph);
    const at::Tensor x = at::randn({1, 2, 5, 5}, at::kDouble);
    const at::Tensor copy = x.clone();
    const at::Tensor scores = engine->forward(x, {net.scores}, true, {})[0];
    engine->backward({seed(scores, 0)}, {}, {});
    QVERIFY(at::equal(x, copy));
    QVERIFY(!x.requires_grad());
    for (const auto& [id, tensor] : net.graph.constants) {
        QVERIFY(at::equal(tensor, before[id]));
        QVERIFY(!tensor.grad().defined());
    }
}

void TestAutogradEngine::differentiatesThroughWritesIntoViews()
{
    // y = 3 x with its first row squared in place through a view.
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId tripled = make.call("aten::mul.Tensor", {{x}, number(3)});
    const ValueId row = make.call("aten::select.int", {{tripled}, whole(0), whole(0)});
    make.call("aten::pow_.Scalar", {{row}, whole(2)});
    const Graph graph = make.finish({make.call("aten::sum", {{tripled}})});
    const auto engine = makeAutogradEngine(graph);
    const at::Tensor input = at::arange(1, 7, at::kDouble).reshape({2, 3});
    const at::Tensor kept = engine->forward(input, {graph.outputs[0], tripled}, true, {})[1];
    QVERIFY(at::equal(kept, input * 3));
    const auto gradients = engine->backward({at::ones({}, at::kDouble), {}}, {x, tripled}, {});
    const at::Tensor byTripled = at::stack({2 * 3 * input[0], at::ones({3}, at::kDouble)});
    QVERIFY(at::equal(gradients[1], byTripled));
    QVERIFY(at::equal(gradients[0], byTripled * 3));
}

void TestAutogradEngine::releasesTheTape()
{
    const SmallNetwork net;
    const auto engine = makeAutogradEngine(net.graph);
    const at::Tensor x = at::randn({1, 2, 5, 5}, at::kDouble);
    const at::Tensor scores = engine->forward(x, {net.scores}, true, {})[0];
    engine->backward({seed(scores, 0)}, {}, {});
    QCOMPARE(x.storage().use_count(), std::size_t(1)); // Nothing holds the picture any more.
    QVERIFY_EXCEPTION_THROWN(engine->backward({seed(scores, 0)}, {}, {}), ComputeError);
}

void TestAutogradEngine::cancelsWithinBackward()
{
    const ModelSource source{.path =
                                 QStringLiteral(SALISCOPE_RESOURCES_DIR "/models/efficientnet-lite0.pt2")};
    const auto model = Model::load(source, u"cpu"_s, Precision::Float32, {});
    const auto engine = makeAutogradEngine(model->graph());
    const at::Tensor x = at::rand({2, 3, 224, 224}, at::detail::createCPUGenerator(1));
    const auto forward = [&](const CancelToken& cancel) {
        return engine->forward(x, {model->output()}, true, cancel).front();
    };
    BackwardWatch all; // How many nodes a whole backward has.
    engine->backward({at::ones_like(forward({}))}, {}, {});
    const int nodeCount = all.stop();
    QVERIFY(nodeCount > 60);
    for (const int part : {1, 2, 3}) {
        std::chrono::duration<double, std::milli> quickest{
            1e9}; // The machine may be busy with something else.
        for (int repeat = 0; repeat < 3; ++repeat) {
            const CancelToken cancel;
            const at::Tensor seed = at::ones_like(forward(cancel));
            BackwardWatch watch(nodeCount * part / 4);
            std::chrono::steady_clock::time_point begin;
            std::thread other([&] {
                watch.waitForNode();
                begin = std::chrono::steady_clock::now();
                cancel.cancel();
            });
            ErrorCode code{};
            try {
                engine->backward({seed}, {}, cancel);
            } catch (const ComputeError& error) {
                code = error.error().code;
            }
            const auto end = std::chrono::steady_clock::now();
            const int ran = watch.stop();
            other.join();
            QCOMPARE(code, ErrorCode::Cancelled);
            QVERIFY2(ran < nodeCount, qPrintable(u"all %1 nodes ran"_s.arg(ran)));
            quickest = std::min<decltype(quickest)>(quickest, end - begin);
        }
        qInfo("cancelled after %d of %d nodes: %.1f ms", nodeCount * part / 4, nodeCount, quickest.count());
        QVERIFY2(quickest.count() < 50 * test::patience, qPrintable(u"%1 ms"_s.arg(quickest.count())));
    }
    QCOMPARE(x.storage().use_count(), std::size_t(1)); // The tape is gone.
}

void TestAutogradEngine::explainsOperatorsWithoutDerivative()
{
    GraphMaker make;
    const ValueId x = make.input();
    const at::Tensor square = at::rand({12, 4});
    const ValueId attention = make.call("aten::_native_multi_head_attention",
                                        {{x},
                                         {x},
                                         {x},
                                         whole(4),
                                         whole(2),
                                         {make.constant(square)},
                                         {make.constant(at::rand({12}))},
                                         {make.constant(at::rand({4, 4}))},
                                         {make.constant(at::rand({4}))}},
                                        2);
    const Graph graph = make.finish({attention});
    const auto engine = makeAutogradEngine(graph);
    try {
        const at::Tensor y = engine->forward(at::rand({1, 3, 4}), {attention}, true, {})[0];
        engine->backward({at::ones_like(y)}, {}, {});
        QFAIL("nothing was thrown");
    } catch (const ComputeError& error) {
        QCOMPARE(error.error().code, ErrorCode::ModelUnsupported);
        QVERIFY2(error.error().title.contains(u"_native_multi_head_attention"_s), error.what());
        QVERIFY(error.error().hint.contains(u"set_fastpath_enabled"_s));
    }
}

QTEST_GUILESS_MAIN(TestAutogradEngine)
#include "test_autograd_engine.moc"

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/plan_check.h"

#include <QtTest>

#include <ATen/Parallel.h>
#include <ATen/record_function.h>

#include <atomic>
#include <chrono>

#include "core/compute/compute_error.h"
#include "core/compute/graph/plan/sample_parallel_engine.h"
#include "tests/compute/reference.h"
#include "tests/support/patience.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// convolution, ReLU, a residual sum, mean, linear: x is read twice, and the ReLU's output too.
struct Residual
{
    ValueId input, active, sum, scores;
    Graph graph;

    Residual()
    {
        GraphMaker make;
        input = make.input();
        const ValueId first = make.call(
            "aten::conv2d",
            {{input}, {make.constant(waves({3, 3, 3, 3}))}, none(), wholes({1, 1}), wholes({1, 1})});
        active = make.call("aten::relu", {{first}});
        sum = make.call("aten::add.Tensor", {{active}, {input}});
        const ValueId mean = make.call("aten::mean.dim", {{sum}, wholes({2, 3})});
        scores = make.call("aten::linear", {{mean}, {make.constant(waves({2, 3}))}});
        graph = make.finish({scores});
    }
};

/// Cancels from within the operator at which the countdown ends, and remembers when.
class CancelAtOperator
{
public:
    CancelAtOperator(CancelToken token, int countdown)
        : m_token(std::move(token))
        , m_countdown(countdown)
    {
        s_current = this;
        m_handle =
            at::addGlobalCallback(at::RecordFunctionCallback(begun).scopes({at::RecordScope::FUNCTION}));
    }
    CancelAtOperator(const CancelAtOperator&) = delete;
    ~CancelAtOperator() { at::removeCallback(m_handle); }

    double millisecondsSince() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_time).count();
    }
    int left() const { return m_countdown; }

private:
    static std::unique_ptr<at::ObserverContext> begun(const at::RecordFunction&)
    {
        if (--s_current->m_countdown == 0) {
            s_current->m_time = std::chrono::steady_clock::now();
            s_current->m_token.cancel();
        }
        return nullptr;
    }

    static inline CancelAtOperator* s_current = nullptr;
    CancelToken m_token;
    std::atomic<int> m_countdown; // Samples may run side by side.
    std::chrono::steady_clock::time_point m_time;
    at::CallbackHandle m_handle = 0;
};

/// Where the gradient of a value, of eight samples of `shape` in batches of 1, 2, 3 and 8, on one thread and
/// two, differs from that of all eight on one thread, in words; empty where it is the same bit for bit.
QString bitDifference(GradientEngine& engine, ValueId value, const std::vector<int64_t>& shape)
{
    const at::Tensor x = waves(shape).to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
    const int threads = at::get_num_threads();
    const auto gradient = [&](const at::Tensor& batch) {
        const at::Tensor result = engine.forward(batch, {value}, true, {}).front();
        return engine.backward({at::ones_like(result)}, {}, {}).front();
    };
    at::set_num_threads(1);
    const at::Tensor all = gradient(x);
    QString difference;
    for (const int count : {1, 2}) {
        at::set_num_threads(count);
        for (const int batch : {1, 2, 3, 8})
            for (int first = 0; first + batch <= 8; first += batch) {
                const at::Tensor part = gradient(x.slice(0, first, first + batch));
                const at::Tensor expected = all.slice(0, first, first + batch);
                if (!at::equal(part, expected))
                    difference += u"%1 threads, batch %2: %3; "_s.arg(count).arg(batch).arg(
                        relativeDifference(part, expected));
            }
    }
    at::set_num_threads(threads);
    return difference;
}

} // namespace

class TestPlanEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesInputSeedsAndConstantsAlone();
    void givesTheGradientOfInnerValues();
    void addsUpSeveralTargets();
    void givesZerosWhereNothingDepends();
    void refusesBackwardWithoutForward();
    void takesMasksThatAreFilledInPlace();
    void refusesWritesThroughViews();
    void refusesWeightsThatVaryWithTheInput();
    void namesTheOperatorWithoutRule();
    void ignoresWhatDoesNotLeadToTheTarget();
    void cancelsWithinOneOperator();
    void givesTheSameBitsForAnyBatchAndThreadCount();
    /// The channels of EfficientNet-B0's first blocks.
    void givesTheSameBitsWithSqueezeAndExcite_data();
    void givesTheSameBitsWithSqueezeAndExcite();
};

void TestPlanEngine::leavesInputSeedsAndConstantsAlone()
{
    const Residual net;
    const at::Tensor x = waves({2, 3, 5, 5}, 0.3);
    const at::Tensor copy = x.clone();
    std::vector<at::Tensor> constants;
    for (const auto& [id, tensor] : net.graph.constants)
        constants.push_back(tensor.clone());
    const auto engine = makePlanEngine(planned(net.graph, {net.active, net.sum}));
    const at::Tensor seed = waves({2, 3, 5, 5}, 0.8);
    const at::Tensor seedCopy = seed.clone();
    std::vector<at::Tensor> gradients;
    for (int run = 0; run < 2; ++run) {
        const auto kept = engine->forward(x, {net.active, net.sum}, true, {});
        const std::vector<at::Tensor> before{kept[0].clone(), kept[1].clone()};
        gradients.push_back(engine->backward({seed, seed}, {}, {}).front());
        QVERIFY(at::equal(kept[0], before[0]) && at::equal(kept[1], before[1]));
    }
    QVERIFY(at::equal(gradients[0], gradients[1]));
    QVERIFY(at::equal(x, copy));
    QVERIFY(at::equal(seed, seedCopy));
    std::size_t next = 0;
    for (const auto& [id, tensor] : net.graph.constants)
        QVERIFY(at::equal(tensor, constants[next++]));
}

void TestPlanEngine::givesTheGradientOfInnerValues()
{
    const Residual net;
    const Keep keep{net.active, net.sum};
    const auto plan = makePlanEngine(planned(net.graph, keep));
    const auto autograd = makeAutogradEngine(net.graph);
    const at::Tensor x = waves({2, 3, 5, 5}, 0.3);
    std::vector<std::vector<at::Tensor>> found;
    for (GradientEngine* engine : {plan.get(), autograd.get()}) {
        engine->forward(x, {net.scores}, true, {});
        found.push_back(engine->backward({waves({2, 2}, 0.1)}, {net.sum, net.active, net.input}, {}));
    }
    for (std::size_t i = 0; i < 3; ++i)
        QVERIFY(largestDifference(found[0][i], found[1][i]) < 1e-14);
    QVERIFY(found[0][2].abs().max().item<double>() > 1e-3);
}

void TestPlanEngine::addsUpSeveralTargets()
{
    const Residual net;
    const Keep keep{net.active, net.scores};
    const auto plan = makePlanEngine(planned(net.graph, keep));
    const auto autograd = makeAutogradEngine(net.graph);
    const at::Tensor x = waves({2, 3, 5, 5}, 0.3);
    std::vector<at::Tensor> found;
    for (GradientEngine* engine : {plan.get(), autograd.get()}) {
        engine->forward(x, keep, true, {});
        found.push_back(engine->backward({waves({2, 3, 5, 5}), waves({2, 2})}, {}, {}).front());
    }
    QVERIFY(largestDifference(found[0], found[1]) < 1e-14);
}

void TestPlanEngine::givesZerosWhereNothingDepends()
{
    const Residual net;
    const Keep keep{net.active, net.sum};
    const auto engine = makePlanEngine(planned(net.graph, keep));
    const at::Tensor x = waves({2, 3, 5, 5}, 0.3);
    engine->forward(x, {net.active}, true, {});
    // The sum comes after the target: it has no gradient, and nobody asks for another.
    const auto gradients = engine->backward({at::ones({2, 3, 5, 5}, at::kDouble)}, {net.sum}, {});
    QVERIFY(at::equal(gradients[0], at::zeros_like(x)));
    engine->forward(x, {net.scores}, true, {});
    QVERIFY(at::equal(engine->backward({at::Tensor()}, {}, {}).front(), at::zeros_like(x)));
}

void TestPlanEngine::refusesBackwardWithoutForward()
{
    const Residual net;
    const auto engine = makePlanEngine(planned(net.graph, {}));
    const at::Tensor seed = at::ones({1, 2}, at::kDouble);
    QVERIFY_EXCEPTION_THROWN(engine->backward({seed}, {}, {}), ComputeError);
    engine->forward(waves({1, 3, 5, 5}), {net.scores}, false, {});
    QVERIFY_EXCEPTION_THROWN(engine->backward({seed}, {}, {}), ComputeError);
    engine->forward(waves({1, 3, 5, 5}), {net.scores}, true, {});
    engine->backward({seed}, {}, {});
    QVERIFY_EXCEPTION_THROWN(engine->backward({seed}, {}, {}), ComputeError);
}

void TestPlanEngine::takesMasksThatAreFilledInPlace()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId mask = make.call("aten::new_zeros", {{x}, wholes({4})});
    const ValueId part = make.call("aten::slice.Tensor", {{mask}, whole(0), whole(1), whole(3)});
    make.call("aten::fill_.Scalar", {{part}, number(2)});
    const ValueId product = make.call("aten::mul.Tensor", {{x}, {mask}});
    const Graph graph = make.finish({product});
    QCOMPARE(planDifference(graph, waves({3, 4})), QString());
}

void TestPlanEngine::refusesWritesThroughViews()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId twice = make.call("aten::mul.Scalar", {{x}, number(2)});
    const ValueId part = make.call("aten::slice.Tensor", {{twice}, whole(1), whole(1), whole(3)});
    make.call("aten::relu_", {{part}});
    const Graph graph = make.finish({twice});
    QCOMPARE(planObstacle(planned(graph, {}), {}), u"aten::relu_ writes in place through a view"_s);
}

void TestPlanEngine::refusesWeightsThatVaryWithTheInput()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId y = make.call("aten::linear", {{x}, {x}});
    QCOMPARE(planObstacle(planned(make.finish({y}), {}), {}),
             u"aten::linear has weights that vary with the input"_s);
}

void TestPlanEngine::namesTheOperatorWithoutRule()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId sorted = make.call("aten::sort", {{x}}, 2);
    QCOMPARE(planObstacle(planned(make.finish({sorted}), {}), {}), u"aten::sort has no rule"_s);
}

void TestPlanEngine::ignoresWhatDoesNotLeadToTheTarget()
{
    GraphMaker make;
    const ValueId x = make.input();
    make.call("aten::sort", {{x}}, 2);
    const ValueId places = make.call("aten::argmax", {{x}});
    const ValueId y = make.call("aten::add.Tensor", {{x}, {places}});
    QCOMPARE(planDifference(make.finish({y}), waves({2, 4})), QString());
}

void TestPlanEngine::cancelsWithinOneOperator()
{
    const ModelSource source{.path =
                                 QStringLiteral(SALISCOPE_RESOURCES_DIR "/models/efficientnet-lite0.pt2")};
    const auto model = Model::load(source, u"cpu"_s, Precision::Float32, {});
    const at::Tensor x = at::zeros({2, 3, 224, 224});
    const auto forward = [&](const CancelToken& cancel) {
        return model->engine().forward(x, {model->output()}, true, cancel).front();
    };
    for (const bool inBackward : {false, true}) {
        for (const int after : {5, 60, 100}) {
            const double limit = 20 * test::patience;
            double quickest = 1e9; // The machine may be busy with something else.
            for (int repeat = 0; repeat < 10 && quickest >= limit; ++repeat) {
                const CancelToken cancel;
                const at::Tensor seed = inBackward ? at::ones_like(forward(cancel)) : at::Tensor();
                const CancelAtOperator watch(cancel, after);
                ErrorCode code{};
                try {
                    if (inBackward)
                        model->engine().backward({seed}, {}, cancel);
                    else
                        forward(cancel);
                } catch (const ComputeError& error) {
                    code = error.error().code;
                }
                quickest = std::min(quickest, watch.millisecondsSince());
                QVERIFY(watch.left() <= 0);
                QCOMPARE(code, ErrorCode::Cancelled);
                QCOMPARE(x.storage().use_count(), std::size_t(1)); // Nothing is kept.
            }
            QVERIFY2(quickest < limit, qPrintable(u"%1 ms"_s.arg(quickest)));
        }
    }
}

void TestPlanEngine::givesTheSameBitsForAnyBatchAndThreadCount()
{
    const ModelSource source{.path =
                                 QStringLiteral(SALISCOPE_RESOURCES_DIR "/models/efficientnet-lite0.pt2")};
    const auto model = Model::load(source, u"cpu"_s, Precision::Float32, {});
    QCOMPARE(bitDifference(model->engine(), model->output(), {8, 3, 224, 224}), QString());
}

void TestPlanEngine::givesTheSameBitsWithSqueezeAndExcite_data()
{
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("squeezed");
    QTest::newRow("first") << 32 << 8;
    QTest::newRow("second") << 96 << 4;
    QTest::newRow("third") << 144 << 6;
}

void TestPlanEngine::givesTheSameBitsWithSqueezeAndExcite()
{
    QFETCH(const int, channels);
    QFETCH(const int, squeezed);
    GraphMaker make;
    const auto convolution = [&](ValueId x, const std::vector<int64_t>& weight, int64_t padding) {
        return make.call("aten::conv2d", {{x},
                                          {make.constant(waves(weight, 0.2).to(at::kFloat))},
                                          {make.constant(waves({weight[0]}, 0.7).to(at::kFloat))},
                                          wholes({1, 1}),
                                          wholes({padding, padding})});
    };
    const ValueId x = make.input();
    const ValueId active = make.call("aten::silu", {{convolution(x, {channels, 3, 3, 3}, 1)}});
    const ValueId mean = make.call("aten::adaptive_avg_pool2d", {{active}, wholes({1, 1})});
    const ValueId code = make.call("aten::silu", {{convolution(mean, {squeezed, channels, 1, 1}, 0)}});
    const ValueId factor = make.call("aten::sigmoid", {{convolution(code, {channels, squeezed, 1, 1}, 0)}});
    const ValueId excited = make.call("aten::mul.Tensor", {{factor}, {active}});
    const ValueId out =
        make.call("aten::mean.dim", {{convolution(excited, {16, channels, 1, 1}, 0)}, wholes({2, 3})});
    Graph graph = make.finish({out});
    graph.inputShape = {1, 3, 37, 29};
    const auto engine = makeSampleParallelEngine(planned(optimise(std::move(graph), {}), {}));
    QCOMPARE(bitDifference(*engine, out, {8, 3, 37, 29}), QString());
}

QTEST_GUILESS_MAIN(TestPlanEngine)
#include "test_plan_engine.moc"

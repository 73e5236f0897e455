// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/plan_check.h"

#include <QtTest>

#include <ATen/Parallel.h>

#include <set>

#include "core/compute/compute_error.h"
#include "core/compute/graph/plan/sample_parallel_engine.h"
#include "core/compute/one_thread_workers.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// A convolution, a ReLU, a mean: two values to keep.
struct Network
{
    ValueId active, mean;
    Graph graph;

    Network()
    {
        GraphMaker make;
        const ValueId x = make.input();
        const ValueId y = make.call("aten::conv2d", {{x}, {make.constant(waves({4, 3, 3, 3}))}});
        active = make.call("aten::relu", {{y}});
        mean = make.call("aten::mean.dim", {{active}, wholes({2, 3})});
        graph = make.finish({mean});
    }
};

} // namespace

/// Samples side by side on threads of their own give what one thread gives, bit for bit.
class TestSampleParallel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_threads = at::get_num_threads();
        at::set_num_threads(3);
    }
    void cleanupTestCase() { at::set_num_threads(m_threads); }

    void workersRunOnTheirOwn();
    void workersHandOnWhatIsThrown();
    void anyBatchGivesTheSameBits();
    void cancelLeavesTheEngineUsable();

private:
    int m_threads = 0;
};

void TestSampleParallel::workersRunOnTheirOwn()
{
    OneThreadWorkers workers(3);
    QCOMPARE(at::get_num_threads(), 3);
    for (int round = 0; round < 20; ++round) {
        std::vector<int> threads(3);
        std::vector<std::thread::id> ids(3);
        workers.run([&](int i) {
            threads[std::size_t(i)] = at::get_num_threads();
            ids[std::size_t(i)] = std::this_thread::get_id();
        });
        QCOMPARE(threads, (std::vector<int>{1, 1, 1}));
        QCOMPARE(std::set(ids.begin(), ids.end()).size(), std::size_t(3));
    }
}

void TestSampleParallel::workersHandOnWhatIsThrown()
{
    OneThreadWorkers workers(2);
    const auto fail = [](int i) {
        if (i == 1)
            throw ComputeError(ErrorCode::Cancelled, u"Cancelled"_s);
    };
    QVERIFY_EXCEPTION_THROWN(workers.run(fail), ComputeError);
    int sum = 0;
    workers.run([&](int i) { sum += i == 0; });
    QCOMPARE(sum, 1);
}

void TestSampleParallel::anyBatchGivesTheSameBits()
{
    const Network net;
    const Keep keep{net.active, net.mean};
    const auto alone = makePlanEngine(planned(net.graph, keep));
    const auto parallel = makeSampleParallelEngine(planned(net.graph, keep));
    for (const int64_t batch : {1, 2, 3, 4, 7}) {
        const at::Tensor x = waves({batch, 3, 9, 8}, double(batch));
        std::vector<std::vector<at::Tensor>> found;
        for (GradientEngine* engine : {alone.get(), parallel.get()}) {
            found.push_back(engine->forward(x, keep, true, {}));
            const auto gradients = engine->backward({at::Tensor(), waves({batch, 4})},
                                                    {net.active, net.graph.inputs.front()}, {});
            found.back().insert(found.back().end(), gradients.begin(), gradients.end());
        }
        for (std::size_t i = 0; i < found[0].size(); ++i)
            QVERIFY(at::equal(found[0][i], found[1][i]));
    }
}

void TestSampleParallel::cancelLeavesTheEngineUsable()
{
    const Network net;
    const auto engine = makeSampleParallelEngine(planned(net.graph, {}));
    const at::Tensor x = waves({6, 3, 9, 8}).clone(); // no view of another tensor
    const at::Tensor seed = waves({6, 4});
    engine->forward(x, {net.mean}, true, {});
    const at::Tensor expected = engine->backward({seed}, {}, {}).front();
    const CancelToken cancelled;
    cancelled.cancel();
    QVERIFY_EXCEPTION_THROWN(engine->forward(x, {net.mean}, true, cancelled), ComputeError);
    engine->forward(x, {net.mean}, true, {});
    QVERIFY_EXCEPTION_THROWN(engine->backward({seed}, {}, cancelled), ComputeError);
    QCOMPARE(x.storage().use_count(), std::size_t(1)); // Nothing is kept.
    engine->forward(x, {net.mean}, true, {});
    QVERIFY(at::equal(engine->backward({seed}, {}, {}).front(), expected));
}

QTEST_GUILESS_MAIN(TestSampleParallel)
#include "test_sample_parallel.moc"

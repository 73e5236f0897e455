// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/plan_check.h"

#include <QtTest>

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// conv2d of `kernel` -> avg_pool2d of 2 -> tanh.
struct Pooled
{
    ValueId convolved;
    Graph graph;

    explicit Pooled(int64_t kernel, int64_t padding = 0, bool isCeiling = false,
                    const Argument& divisor = none())
    {
        GraphMaker make;
        const ValueId x = make.input();
        convolved = make.call("aten::conv2d", {{x},
                                               {make.constant(waves({6, 2, kernel, kernel}))},
                                               {make.constant(waves({6}, 5))},
                                               wholes({1, 1}),
                                               wholes({0, 0}),
                                               wholes({1, 1}),
                                               whole(2)});
        const ValueId pooled = make.call("aten::avg_pool2d", {{convolved},
                                                              wholes({2, 2}),
                                                              wholes({2, 2}),
                                                              wholes({padding, padding}),
                                                              flag(isCeiling),
                                                              flag(true),
                                                              divisor});
        make.shape(pooled, {2, 6, 3 + isCeiling, 3});
        graph = make.finish({make.call("aten::tanh", {{pooled}})});
    }
};

const std::vector<int64_t> picture{2, 4, 7, 6};

bool isFirst(const Graph& graph, const std::string& name)
{
    return graph.nodes.front().op.name == name;
}

} // namespace

/// poolFirst(): averages before 1x1 convolutions instead of behind them, with the same numbers in float64 to
/// 1e-12.
class TestPoolFirst : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void averagesComeFirst();
    void othersStayBehind();
    void convolutionsThatAreLookedAtStay();
};

void TestPoolFirst::averagesComeFirst()
{
    for (const bool isCeiling : {false, true}) {
        const Pooled made(1, 0, isCeiling);
        const Graph swapped = poolFirst(made.graph, {});
        QVERIFY(isFirst(swapped, "aten::avg_pool2d"));
        QCOMPARE(swapped.values[std::size_t(swapped.nodes.front().outputs.front())].shape,
                 (std::vector<int64_t>{2, 4, 3 + isCeiling, 3}));
        const auto before = makeAutogradEngine(made.graph);
        const auto after = makeAutogradEngine(swapped);
        const at::Tensor x = waves(picture, 0.3);
        const Evaluation expected = evaluated(*before, made.graph, x);
        const Evaluation found = evaluated(*after, swapped, x);
        QVERIFY(relativeDifference(found.value, expected.value) < 1e-12);
        QVERIFY(relativeDifference(found.gradient, expected.gradient) < 1e-12);
        QCOMPARE(planDifference(swapped, x, 1e-12), QString());
    }
}

void TestPoolFirst::othersStayBehind()
{
    QVERIFY(isFirst(poolFirst(Pooled(3).graph, {}), "aten::conv2d"));
    QVERIFY(
        isFirst(poolFirst(Pooled(1, 1).graph, {}), "aten::conv2d")); // Zeros in the averages: no bias there.
    QVERIFY(isFirst(poolFirst(Pooled(1, 0, false, whole(3)).graph, {}), "aten::conv2d"));
}

void TestPoolFirst::convolutionsThatAreLookedAtStay()
{
    const Pooled made(1);
    QVERIFY(isFirst(poolFirst(made.graph, {made.convolved}), "aten::conv2d"));
    Graph read = made.graph;
    read.outputs.push_back(made.convolved);
    QVERIFY(isFirst(poolFirst(read, {}), "aten::conv2d"));
}

QTEST_GUILESS_MAIN(TestPoolFirst)
#include "test_pool_first.moc"

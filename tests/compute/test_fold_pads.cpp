// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/plan_check.h"

#include <QtTest>

using namespace saliscope;
using namespace saliscope::compute;

namespace {

struct Padded
{
    ValueId pad, output;
    Graph graph;
};

/// A pad (left, right, top, bottom) before a convolution with `weight`.
Padded padded(const std::vector<int64_t>& pads, const std::vector<int64_t>& weight, int64_t stride,
              int64_t padding, int64_t dilation, int64_t groups, double value = 0)
{
    GraphMaker make;
    Padded made;
    const ValueId x = make.input();
    made.pad = make.call("aten::pad", {{x}, wholes(pads), {c10::IValue("constant")}, number(value)});
    made.output = make.call("aten::conv2d", {{made.pad},
                                             {make.constant(waves(weight, 0.3))},
                                             none(),
                                             wholes({stride, stride}),
                                             wholes({padding, padding}),
                                             wholes({dilation, dilation}),
                                             whole(groups)});
    made.graph = make.finish({made.output});
    return made;
}

int64_t channels(const std::vector<int64_t>& weight, int64_t groups)
{
    return weight[1] * groups;
}

} // namespace

/// foldPads(): a convolution that pads by itself, with the same numbers in float64 to 1e-12.
class TestFoldPads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evenAndUnevenPads_data();
    void evenAndUnevenPads();
    void leavesPadsThatCostLess_data();
    void leavesPadsThatCostLess();
    void leavesPadsThatAreLookedAt();
};

void TestFoldPads::evenAndUnevenPads_data()
{
    QTest::addColumn<std::vector<int64_t>>("pads");
    QTest::addColumn<std::vector<int64_t>>("weight");
    QTest::addColumn<int>("stride");
    QTest::addColumn<int>("dilation");
    QTest::addColumn<int>("groups");
    const std::vector<int64_t> dense{6, 3, 3, 3};
    const std::vector<int64_t> depthwise{4, 1, 3, 5};
    QTest::newRow("even") << std::vector<int64_t>{1, 1, 2, 2} << std::vector<int64_t>{6, 8, 3, 3} << 1 << 1
                          << 1;
    QTest::newRow("even, dilated") << std::vector<int64_t>{2, 2, 2, 2} << dense << 1 << 2 << 1;
    QTest::newRow("even, strided") << std::vector<int64_t>{1, 1, 1, 1} << dense << 2 << 1 << 1;
    QTest::newRow("more after") << std::vector<int64_t>{0, 1, 0, 1} << dense << 2 << 1 << 1;
    QTest::newRow("more before") << std::vector<int64_t>{2, 0, 3, 1} << dense << 2 << 1 << 1;
    QTest::newRow("depthwise") << std::vector<int64_t>{1, 2, 0, 1} << depthwise << 2 << 1 << 4;
    QTest::newRow("stride 3") << std::vector<int64_t>{1, 3, 2, 0} << depthwise << 3 << 1 << 4;
    QTest::newRow("even rows, uneven columns") << std::vector<int64_t>{0, 2, 1, 1} << dense << 1 << 1 << 1;
}

void TestFoldPads::evenAndUnevenPads()
{
    QFETCH(std::vector<int64_t>, pads);
    QFETCH(std::vector<int64_t>, weight);
    QFETCH(int, stride);
    QFETCH(int, dilation);
    QFETCH(int, groups);
    for (const int64_t own : {0, 1}) {
        const Padded made = padded(pads, weight, stride, own, dilation, groups);
        const Graph folded = foldPads(made.graph, {});
        QCOMPARE(folded.nodes.size(), std::size_t(1));
        for (const int64_t size : {9, 10, 11}) {
            const at::Tensor x = waves({2, channels(weight, groups), size, size + 1}, 0.5);
            const Evaluation expected = evaluated(*makeAutogradEngine(made.graph), made.graph, x);
            const Evaluation found = evaluated(*makeAutogradEngine(folded), folded, x);
            QCOMPARE(found.value.sizes(), expected.value.sizes());
            QVERIFY(relativeDifference(found.value, expected.value) < 1e-12);
            QVERIFY(relativeDifference(found.gradient, expected.gradient) < 1e-12);
        }
    }
}

void TestFoldPads::leavesPadsThatCostLess_data()
{
    QTest::addColumn<Padded>("made");
    const std::vector<int64_t> few{6, 3, 3, 3};
    QTest::newRow("uneven, many channels") << padded({0, 1, 0, 1}, {6, 8, 3, 3}, 2, 0, 1, 1);
    QTest::newRow("uneven, dilated") << padded({0, 1, 0, 1}, few, 1, 0, 2, 1);
    QTest::newRow("crop") << padded({-1, -1, 1, 1}, few, 1, 0, 1, 1);
    QTest::newRow("not zero") << padded({1, 1, 1, 1}, few, 1, 0, 1, 1, 0.5);
    QTest::newRow("one axis") << padded({1, 1}, few, 1, 0, 1, 1);
}

void TestFoldPads::leavesPadsThatCostLess()
{
    QFETCH(Padded, made);
    QCOMPARE(foldPads(made.graph, {}).nodes.size(), std::size_t(2));
}

void TestFoldPads::leavesPadsThatAreLookedAt()
{
    const Padded made = padded({1, 1, 1, 1}, {6, 3, 3, 3}, 1, 0, 1, 1);
    QCOMPARE(foldPads(made.graph, {made.pad}).nodes.size(), std::size_t(2));
    Graph readTwice = made.graph;
    readTwice.nodes.push_back(readTwice.nodes.back());
    QCOMPARE(foldPads(readTwice, {}).nodes.size(), std::size_t(3));
}

QTEST_GUILESS_MAIN(TestFoldPads)
#include "test_fold_pads.moc"

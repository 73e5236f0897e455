// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/plan_check.h"

#include <QtTest>

#include <limits>

#include "core/compute/compute_error.h"
#include "core/compute/graph/to_options.h"
#include "core/compute/model/model.h"
#include "core/compute/model/precision_check.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// Convolution, ReLU, mean over the picture, linear layer.
Graph smallNetwork(double gain)
{
    GraphMaker make;
    const ValueId x = make.input();
    ValueId y = make.call("aten::conv2d", {{x}, {make.constant(waves({8, 3, 3, 3}).to(at::kFloat) * gain)}});
    y = make.call("aten::relu", {{y}});
    y = make.call("aten::mean.dim", {{y}, wholes({2, 3}), flag(false)});
    return make.finish(
        {make.call("aten::linear", {{y}, {make.constant(waves({5, 8}, 0.3).to(at::kFloat) / gain)}})});
}

Answer answer(const Graph& graph, int64_t classIndex = 2)
{
    const auto engine = chooseEngine(graph, {}).engine;
    return answerOf(*engine, graph.outputs.front(), waves({1, 3, 12, 12}, 0.2).to(at::kFloat), classIndex,
                    {});
}

} // namespace

/// What can be said of reduced precision without a graphics card.
class TestPrecision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesGoBothWays();
    void halfIsWithinTheModelOnly();
    void halfIsCloseAndAccepted();
    void whatOverflowsIsRefused();
    void lossIsRelative();
    void theCpuRefusesWhatIsForCuda();
};

void TestPrecision::namesGoBothWays()
{
    for (const Precision precision : allPrecisions()) {
        const auto parsed = parsePrecision(precisionText(precision));
        QVERIFY(parsed && *parsed == precision);
    }
    const auto unknown = parsePrecision(u"bfloat16"_s);
    QVERIFY(!unknown && unknown.error().hint.contains(u"float32, float64, tf32, half"_s));
}

void TestPrecision::halfIsWithinTheModelOnly()
{
    const Graph half = inHalf(smallNetwork(1));
    for (const auto& [id, constant] : half.constants)
        QCOMPARE(constant.scalar_type(), at::kHalf);
    const Answer found = answer(half);
    QCOMPARE(found.scores.scalar_type(), at::kFloat);
    QCOMPARE(found.gradient.scalar_type(), at::kFloat);
}

void TestPrecision::halfIsCloseAndAccepted()
{
    const PrecisionLoss loss = precisionLoss(answer(smallNetwork(1)), answer(inHalf(smallNetwork(1))));
    QVERIFY(loss.scores > 1e-6 && loss.scores < 5e-3); // Not the same, so half was used.
    QVERIFY(loss.gradient > 1e-6 && loss.gradient < 5e-3);
    requireLittleLoss(loss, Precision::Half);
}

void TestPrecision::whatOverflowsIsRefused()
{
    constexpr double beyondHalf = 1e5;
    const PrecisionLoss loss =
        precisionLoss(answer(smallNetwork(beyondHalf)), answer(inHalf(smallNetwork(beyondHalf))));
    QVERIFY(std::isinf(loss.scores));
    try {
        requireLittleLoss(loss, Precision::Half);
        QFAIL("accepted");
    } catch (const ComputeError& error) {
        QVERIFY(error.error().title.contains(u"half"_s));
        QVERIFY(error.error().hint.contains(u"float32"_s));
    }
}

void TestPrecision::lossIsRelative()
{
    const auto row = [](double first, double second) {
        return at::tensor({first, second}, at::kDouble).reshape({1, 2});
    };
    const Answer exact{row(3, 4), row(1, 0)};
    const Answer reduced{row(3, 4.05), row(1, 0.04)};
    const PrecisionLoss loss = precisionLoss(exact, reduced);
    QVERIFY(std::abs(loss.scores - 0.01) < 1e-6 && std::abs(loss.gradient - 0.04) < 1e-6);
    const PrecisionLoss none = precisionLoss(exact, exact);
    QVERIFY(none.scores == 0 && none.gradient == 0);
    QVERIFY_THROWS_EXCEPTION(ComputeError, requireLittleLoss({.scores = 0.02}, Precision::Tf32));
    QVERIFY_THROWS_EXCEPTION(ComputeError, requireLittleLoss({.gradient = 0.06}, Precision::Tf32));
}

void TestPrecision::theCpuRefusesWhatIsForCuda()
{
    const ModelSource source{.path = QStringLiteral(SALISCOPE_TEST_DATA "/models/small_cnn.pt2")};
    for (const Precision precision : {Precision::Tf32, Precision::Half}) {
        try {
            Model::load(source, u"cpu"_s, precision, {});
            QFAIL("loaded");
        } catch (const ComputeError& error) {
            QCOMPARE(error.error().code, ErrorCode::InvalidArgument);
            QVERIFY(error.error().title.contains(u"CUDA"_s));
        }
    }
}

QTEST_APPLESS_MAIN(TestPrecision)
#include "test_precision.moc"

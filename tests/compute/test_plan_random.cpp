// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/compute/plan_check.h"

#include <QtTest>

#include <functional>

using namespace saliscope;
using namespace saliscope::compute;

namespace {

/// Small whole numbers that repeat from run to run.
class Dice
{
public:
    explicit Dice(uint64_t seed)
        : m_state(seed * 2654435761U + 1)
    {}
    int64_t below(int64_t count)
    {
        m_state = m_state * 6364136223846793005U + 1442695040888963407U;
        return int64_t(m_state >> 33) % count;
    }
    int64_t between(int64_t low, int64_t high) { return low + below(high - low + 1); }

private:
    uint64_t m_state;
};

/// A convolution of any stride, padding, dilation, groups and size, with an activation behind it or not.
QString randomConvolution(uint64_t seed, at::ScalarType type, double tolerance)
{
    Dice dice(seed);
    const int64_t groups = dice.between(1, 3);
    const bool isDepthwise = dice.below(4) == 0;
    const int64_t in = isDepthwise ? groups : groups * dice.between(1, 4);
    const int64_t out = groups * dice.between(1, 4);
    std::vector<int64_t> kernel, stride, padding, dilation, size;
    for (int axis = 0; axis < 2; ++axis) {
        kernel.push_back(dice.between(1, 5));
        stride.push_back(dice.between(1, 3));
        padding.push_back(dice.between(0, 3));
        dilation.push_back(dice.below(3) == 0 ? 2 : 1);
        size.push_back(dilation.back() * (kernel.back() - 1) + 1 + dice.between(0, 9));
    }
    if (dice.below(2))
        stride[1] = stride[0];
    GraphMaker make;
    const ValueId x = make.input();
    if (dice.below(4)) // Where the size is known the weights are packed for it.
        make.shape(x, {2, in, size[0], size[1]});
    const auto constant = [&](const std::vector<int64_t>& shape, double phase) {
        return Argument{make.constant(waves(shape, phase).to(type))};
    };
    ValueId y = make.call("aten::conv2d", {{x},
                                           constant({out, in / groups, kernel[0], kernel[1]}, 0.6),
                                           dice.below(2) ? constant({out}, 0.2) : none(),
                                           wholes(stride),
                                           wholes(padding),
                                           wholes(dilation),
                                           whole(groups)});
    switch (dice.below(3)) {
    case 0:
        y = make.call("aten::relu", {{y}});
        break;
    case 1:
        y = make.call("aten::hardtanh", {{y}, number(0), number(6)});
        break;
    default:
        break;
    }
    return planDifference(make.finish({y}), waves({2, in, size[0], size[1]}, 0.9).to(type), tolerance);
}

/// A random network of operators that keep (N, 4, 8, 8), each reading any value made before.
QString randomNetwork(uint64_t seed)
{
    Dice dice(seed);
    GraphMaker make;
    std::vector<ValueId> values{make.input()};
    const auto any = [&] { return Argument{values[std::size_t(dice.below(int64_t(values.size())))]}; };
    const auto weight = [&](const std::vector<int64_t>& shape) {
        return Argument{make.constant(waves(shape, double(dice.below(60)) / 10))};
    };
    const std::vector<std::function<ValueId()>> operators{
        [&] { return make.call("aten::relu", {any()}); },
        [&] { return make.call("aten::silu", {any()}); },
        [&] { return make.call("aten::sigmoid", {any()}); },
        [&] { return make.call("aten::gelu", {any()}); },
        [&] {
            return make.call("aten::hardtanh", {any(), number(-0.9), number(0.8)});
        },
        [&] {
            return make.call("aten::add.Tensor", {any(), any()});
        },
        [&] {
            return make.call("aten::sub.Tensor", {any(), any()});
        },
        [&] {
            return make.call("aten::mul.Tensor", {any(), any()});
        },
        [&] { return make.call("aten::alias", {any()}); },
        [&] {
            return make.call("aten::roll", {any(), wholes({1}), wholes({3})});
        },
        [&] {
            return make.call("aten::transpose.int", {any(), whole(2), whole(3)});
        },
        [&] {
            return make.call("aten::conv2d",
                             {any(), weight({4, 4, 3, 3}), weight({4}), wholes({1}), wholes({1})});
        },
        [&] {
            return make.call("aten::conv2d", {any(), weight({4, 1, 3, 3}), none(), wholes({1}), wholes({1}),
                                              wholes({1}), whole(4)});
        },
        [&] {
            const ValueId pooled = make.call("aten::max_pool2d", {any(), wholes({2})});
            return make.call("aten::upsample_nearest2d", {{pooled}, wholes({8, 8})});
        },
        [&] {
            const ValueId mean = make.call("aten::mean.dim", {any(), wholes({2, 3}), flag(true)});
            return make.call("aten::mul.Tensor", {any(), {mean}});
        },
        [&] {
            const Argument both{std::vector<Argument>{any(), any()}};
            const ValueId joined = make.call("aten::cat", {both, whole(1)});
            return make.call("aten::conv2d", {{joined}, weight({4, 8, 1, 1}), none()});
        },
        [&] {
            return make.call("aten::layer_norm", {any(), wholes({8})});
        },
        [&] {
            return make.call("aten::softmax.int", {any(), whole(1)});
        },
        [&] {
            const ValueId part = make.call("aten::slice.Tensor", {any(), whole(2), whole(0), whole(5)});
            return make.call("aten::constant_pad_nd", {{part}, wholes({0, 0, 1, 2})});
        }};
    const int64_t count = dice.between(3, 14);
    for (int64_t i = 0; i < count; ++i)
        values.push_back(operators[std::size_t(dice.below(int64_t(operators.size())))]());
    // Everything counts, so that a wrong branch shows.
    ValueId total = values.front();
    for (std::size_t i = 1; i < values.size(); ++i)
        total = make.call("aten::add.Tensor", {{total}, {values[i]}});
    return planDifference(make.finish({total}), waves({2, 4, 8, 8}, 0.3));
}
} // namespace

/// Convolutions of every kind, and random networks of operators, against libtorch's autograd.
class TestPlanRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void convolutions();
    void otherConvolutions();
    void unevenPaddingIsLeftToAutograd();
    void randomNetworks();
};

void TestPlanRandom::convolutions()
{
    int zeros = 0; // An activation may cut everything off.
    for (uint64_t seed = 1; seed <= 150; ++seed) {
        const QString exact = randomConvolution(seed, at::kDouble, 1e-10);
        if (exact == zeroGradient && ++zeros)
            continue;
        QVERIFY2(exact.isEmpty(), qPrintable(u"seed %1, float64: %2"_s.arg(seed).arg(exact)));
        const QString rough = randomConvolution(seed, at::kFloat, 1e-5);
        QVERIFY2(rough.isEmpty(), qPrintable(u"seed %1, float32: %2"_s.arg(seed).arg(rough)));
    }
    QVERIFY2(zeros < 15, qPrintable(QString::number(zeros)));
}

void TestPlanRandom::otherConvolutions()
{
    const auto check = [](const char* name, const std::vector<int64_t>& weight,
                          const std::vector<int64_t>& shape, std::vector<Argument> further) {
        GraphMaker make;
        const ValueId x = make.input();
        std::vector<Argument> arguments{{x}, {make.constant(waves(weight, 0.4))}, none()};
        arguments.insert(arguments.end(), further.begin(), further.end());
        return planDifference(make.finish({make.call(name, arguments)}), waves(shape, 0.2));
    };
    const QString none;
    QCOMPARE(check("aten::conv1d", {4, 3, 3}, {2, 3, 9}, {wholes({2}), wholes({1})}), none);
    QCOMPARE(check("aten::conv3d", {4, 3, 2, 3, 1}, {2, 3, 4, 5, 4}, {wholes({1, 2, 1})}), none);
    QCOMPARE(check("aten::conv2d.padding", {4, 3, 3, 3}, {2, 3, 6, 6},
                   {wholes({1, 1}), {c10::IValue("same")}, wholes({2, 2})}),
             none);
    QCOMPARE(
        check("aten::conv2d.padding", {4, 3, 2, 3}, {2, 3, 6, 6}, {wholes({2, 1}), {c10::IValue("valid")}}),
        none);
    QCOMPARE(check("aten::conv_transpose2d.input", {3, 4, 3, 3}, {2, 3, 6, 6},
                   {wholes({2, 2}), wholes({1, 1}), wholes({1, 1})}),
             none);
    QCOMPARE(check("aten::convolution", {4, 3, 3, 3}, {2, 3, 6, 6},
                   {wholes({2, 2}), wholes({1, 1}), wholes({1, 1}), flag(false), wholes({0, 0}), whole(1)}),
             none);
    QCOMPARE(check("aten::convolution", {3, 4, 3, 3}, {2, 3, 6, 6},
                   {wholes({2, 2}), wholes({1, 1}), wholes({1, 1}), flag(true), wholes({1, 1}), whole(1)}),
             none);
}

void TestPlanRandom::unevenPaddingIsLeftToAutograd()
{
    GraphMaker make;
    const ValueId x = make.input();
    const ValueId y =
        make.call("aten::conv2d.padding",
                  {{x}, {make.constant(waves({4, 3, 2, 2}))}, none(), wholes({1, 1}), {c10::IValue("same")}});
    QCOMPARE(planObstacle(planned(make.finish({y}), {}), {}), u"aten::conv2d.padding has no rule"_s);
}

void TestPlanRandom::randomNetworks()
{
    for (uint64_t seed = 1; seed <= 200; ++seed) {
        const QString difference = randomNetwork(seed);
        QVERIFY2(difference.isEmpty(), qPrintable(u"seed %1: %2"_s.arg(seed).arg(difference)));
    }
}

QTEST_GUILESS_MAIN(TestPlanRandom)
#include "test_plan_random.moc"

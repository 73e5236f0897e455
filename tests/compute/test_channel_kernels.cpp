// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <QtTest>

#include <cmath>

#include "core/compute/graph/plan/activation_kernel.h"
#include "core/compute/graph/plan/channel_kernels.h"
#include "tests/compute/instruction_sets.h"
#include "tests/compute/plan_check.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

template <typename T>
std::vector<T> numbers(int64_t count, double phase)
{
    std::vector<T> result;
    for (int64_t i = 0; i < count; ++i)
        result.push_back(T(4 * std::sin(double(i) * 1.3 + phase)));
    return result;
}

/// The largest |a - b| / (1 + |b|), in units of the last place.
template <typename T>
double unitsApart(const std::vector<T>& a, const std::vector<T>& b)
{
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(double(a[i]) - double(b[i])) / (1 + std::abs(double(b[i]))));
    return largest / std::numeric_limits<T>::epsilon();
}

double slope(Activation kind, double kept, double low, double high)
{
    const double s = 1 / (1 + std::exp(-kept));
    switch (kind) {
    case Activation::Relu:
        return kept > 0 ? 1 : 0;
    case Activation::Hardtanh:
        return kept > low && kept < high ? 1 : 0;
    case Activation::Silu:
        return s * (1 + kept * (1 - s));
    case Activation::Hardswish:
        return kept <= -3 ? 0 : kept >= 3 ? 1 : kept / 3 + 0.5;
    }
    return 0;
}

constexpr int64_t pixels = 5;

/// One row of numbers between others, as a part of a concatenation lies in it.
template <typename T>
void checkScaleShift(int64_t channels, bool adds)
{
    const int64_t stride = channels + 3;
    const auto x = numbers<T>(pixels * channels, 0.2);
    const auto scale = numbers<T>(channels, 0.5);
    const auto shift = numbers<T>(channels, 0.9);
    std::vector<T> y(std::size_t(pixels * stride), T(7));
    std::vector<T> expected = y;
    scaleShiftCut({x.data(), channels, channels}, scale.data(), shift.data(), pixels,
                  {y.data(), channels, stride});
    const auto gradient = numbers<T>(pixels * stride, 1.4);
    std::vector<T> dx(x.size(), T(2));
    std::vector<T> expectedDx = dx;
    scaleShiftCutBackward({gradient.data(), channels, stride}, y.data(), scale.data(), pixels, adds,
                          {dx.data(), channels, channels});
    for (int64_t p = 0; p < pixels; ++p)
        for (int64_t c = 0; c < channels; ++c) {
            const auto at = std::size_t(p * stride + c);
            const auto in = std::size_t(p * channels + c);
            const auto k = std::size_t(c);
            expected[at] = std::max(T(0), T(double(x[in]) * double(scale[k]) + double(shift[k])));
            const T passed = y[at] > 0 ? gradient[at] * scale[k] : T(0);
            expectedDx[in] = adds ? expectedDx[in] + passed : passed;
        }
    QVERIFY(unitsApart(y, expected) < 4); // What lies between is untouched.
    QVERIFY(unitsApart(dx, expectedDx) < 4);
}

template <typename T>
void checkActivation(Activation kind, int64_t channels, bool hasGradient, bool hasFactor, bool hasSpread)
{
    auto gradient = numbers<T>(pixels * channels, 0.3);
    const auto factor = numbers<T>(channels, 0.5);
    const auto spread = numbers<T>(channels, 0.8);
    const auto kept = numbers<T>(pixels * channels, 1.1);
    std::vector<T> expected;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const std::size_t c = i % std::size_t(channels);
        const double g = (hasGradient ? double(gradient[i]) : 0) * (hasFactor ? double(factor[c]) : 1) +
                         (hasSpread ? double(spread[c]) : 0);
        expected.push_back(T(g * slope(kind, double(kept[i]), -1, 1.5)));
    }
    passBack(ActivationGradient<T>{.kind = kind,
                                   .low = -1,
                                   .high = 1.5,
                                   .gradient = hasGradient ? gradient.data() : nullptr,
                                   .factor = hasFactor ? factor.data() : nullptr,
                                   .spread = hasSpread ? spread.data() : nullptr,
                                   .kept = kept.data(),
                                   .out = gradient.data(),
                                   .pixels = pixels,
                                   .channels = channels});
    QVERIFY2(unitsApart(gradient, expected) < 16,
             qPrintable(QString::number(unitsApart(gradient, expected))));
}

} // namespace

/// The kernels for whatever instruction set there is, against plain loops.
class TestChannelKernels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scaleAndShift();
    void activations();
    void sumsOfProducts();
    void sumsDependOnNeitherBatchNorThreads();
    void refusesOtherLayouts();
};

void TestChannelKernels::scaleAndShift()
{
    forEachInstructionSet([] {
        for (int64_t channels = 1; channels < 40; ++channels)
            for (const bool adds : {false, true}) {
                checkScaleShift<float>(channels, adds);
                checkScaleShift<double>(channels, adds);
            }
    });
}

void TestChannelKernels::activations()
{
    forEachInstructionSet([] {
        for (const Activation kind :
             {Activation::Relu, Activation::Hardtanh, Activation::Silu, Activation::Hardswish})
            for (const int64_t channels : {1, 3, 8, 19, 32})
                for (int parts = 1; parts < 8; ++parts) {
                    checkActivation<float>(kind, channels, parts & 1, parts & 2, parts & 4);
                    checkActivation<double>(kind, channels, parts & 1, parts & 2, parts & 4);
                }
    });
}

void TestChannelKernels::sumsOfProducts()
{
    forEachInstructionSet([] {
        for (const int64_t channels : {1, 5, 24}) {
            for (const int64_t side : {1, 3, 20}) {
                const at::Tensor a =
                    waves({2, channels, side, side}, 0.2).contiguous(at::MemoryFormat::ChannelsLast);
                const at::Tensor b =
                    waves({2, channels, side, side}, 0.7).contiguous(at::MemoryFormat::ChannelsLast);
                const at::Tensor expected = (a * b).sum({2, 3}, true);
                QVERIFY(relativeDifference(sumOfProducts(a, b), expected) < 1e-13);
                const at::Tensor rough = sumOfProducts(a.to(at::kFloat), b.to(at::kFloat));
                QVERIFY(rough.sizes() == expected.sizes());
                QVERIFY(relativeDifference(rough.to(at::kDouble), expected) < 1e-5);
            }
        }
    });
}

void TestChannelKernels::sumsDependOnNeitherBatchNorThreads()
{
    const int threads = at::get_num_threads();
    const at::Tensor a = waves({8, 24, 33, 31}).to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
    at::set_num_threads(1);
    const at::Tensor all = sumOfProducts(a, a);
    at::set_num_threads(2);
    QVERIFY(at::equal(sumOfProducts(a, a), all));
    for (int64_t i = 0; i < 8; ++i)
        QVERIFY(at::equal(sumOfProducts(a.narrow(0, i, 1), a.narrow(0, i, 1)), all.narrow(0, i, 1)));
    at::set_num_threads(threads);
}

void TestChannelKernels::refusesOtherLayouts()
{
    const at::Tensor plain = at::zeros({2, 3, 4, 5});
    QVERIFY(!isForChannelKernels(plain));
    QVERIFY(isForChannelKernels(plain.contiguous(at::MemoryFormat::ChannelsLast)));
    QVERIFY(!isForChannelKernels(plain.contiguous(at::MemoryFormat::ChannelsLast).narrow(1, 0, 2)));
    QVERIFY(!isForChannelKernels(at::zeros({2, 3, 4})));
    QVERIFY(!isForChannelKernels(at::zeros({2, 3, 1, 1}, at::kHalf)));
}

QTEST_APPLESS_MAIN(TestChannelKernels)
#include "test_channel_kernels.moc"

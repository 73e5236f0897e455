// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/base/strings.h"
#include "core/compute/methods/philox_device.h"
#include "core/compute/methods/philox_noise.h"
#include "tests/compute/instruction_sets.h"

using namespace saliscope;
using namespace saliscope::compute;

/// The noise is Random123's Philox4x32-10 with Box-Muller, and depends on (seed, sample, element) alone.
class TestPhiloxNoise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreThePublishedAnswers();
    void vectorsAreTheScalarFormula();
    void integerOperatorsMakeTheSameStream();
    void numbersAgreeWithPython();
    void momentsAndTailsAreNormal();
    void sampleIsTheSameInAnyBatchAndThreadCount();
    void neighboursAreUncorrelated();
    void uniformsFillTheirInterval();
};

void TestPhiloxNoise::wordsAreThePublishedAnswers()
{
    // Random123's kat_vectors: zero, all ones, digits of pi.
    using Words = std::array<uint32_t, 4>;
    QCOMPARE(philoxWords(0, 0, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    const uint64_t ones = ~uint64_t(0);
    QCOMPARE(philoxWords(ones, ones, ones), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    QCOMPARE(philoxWords(0x299f31d0a4093822, 0x85a308d3243f6a88, 0x0370734413198a2e),
             (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

void TestPhiloxNoise::vectorsAreTheScalarFormula()
{
    const int64_t length = 40'003; // No multiple of any vector's length.
    const auto largestDifference = [&](uint64_t seed, uint64_t sample) {
        const at::Tensor z = philoxNormals({length}, seed, sample, 1, at::kDouble)[0];
        double largest = 0;
        for (int64_t i = 0; i < length; ++i) {
            const auto w = philoxWords(seed, uint64_t(i / 4), sample);
            const std::size_t pair = i % 4 < 2 ? 0 : 2;
            const double expected = boxMuller(w[pair], w[pair + 1])[std::size_t(i % 2)];
            largest = std::max(largest, std::abs(z.const_data_ptr<double>()[i] - expected));
        }
        return largest;
    };
    forEachInstructionSet([&] {
        for (const uint64_t seed : {uint64_t(0), uint64_t(1) << 40, ~uint64_t(0)})
            for (const uint64_t sample : {uint64_t(0), (uint64_t(1) << 33) + 5})
                QVERIFY2(largestDifference(seed, sample) < 1e-14,
                         qPrintable(QString::number(largestDifference(seed, sample))));
    });
}

/// What a graphics card runs, here on the CPU.
void TestPhiloxNoise::integerOperatorsMakeTheSameStream()
{
    constexpr int64_t samples = 3;
    constexpr int64_t blocks = 501;
    for (const uint64_t seed : {uint64_t(0), uint64_t(0x299f31d0a4093822), ~uint64_t(0)}) {
        for (const uint64_t first : {uint64_t(0), (uint64_t(1) << 32) - 2, (uint64_t(1) << 63) + 5}) {
            const auto words = philoxWordTensors(seed, first, samples, blocks, at::kCPU);
            for (int64_t sample = 0; sample < samples; ++sample) {
                for (int64_t block = 0; block < blocks; ++block) {
                    const auto expected = philoxWords(seed, uint64_t(block), first + uint64_t(sample));
                    for (std::size_t k = 0; k < 4; ++k) {
                        const auto found = words[k].accessor<int64_t, 2>();
                        QCOMPARE(found[sample][block], int64_t(expected[k]));
                    }
                }
            }
            for (const auto& [type, tolerance] :
                 {std::pair{at::kFloat, 1e-6}, std::pair{at::kDouble, 1e-13}}) {
                const at::Tensor found = philoxNormalsOnDevice({3, 23, 29}, seed, first, samples, type);
                const at::Tensor expected = philoxNormals({3, 23, 29}, seed, first, samples, type);
                QCOMPARE(found.scalar_type(), type);
                QCOMPARE(found.sizes(), expected.sizes());
                QVERIFY((found - expected).abs().max().item<double>() < tolerance);
            }
        }
    }
}

void TestPhiloxNoise::numbersAgreeWithPython()
{
    QFile file(QStringLiteral(SALISCOPE_TEST_DATA "/reference/noise.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(cases.size() >= 5);
    for (const auto& value : cases) {
        const QJsonObject expected = value.toObject();
        const auto seed = uint64_t(expected[u"seed"_s].toInteger());
        const auto sample = uint64_t(expected[u"sample"_s].toInteger());
        const auto words = philoxWords(seed, 0, sample);
        for (int k = 0; k < 4; ++k)
            QCOMPARE(qint64(words[std::size_t(k)]), expected[u"words"_s].toArray()[k].toInteger());
        const at::Tensor z = philoxNormals({3004}, seed, sample, 1, at::kDouble)[0];
        for (int k = 0; k < 10; ++k)
            QVERIFY(std::abs(z[k].item<double>() - expected[u"normals"_s].toArray()[k].toDouble()) < 1e-13);
        for (int k = 0; k < 4; ++k)
            QVERIFY(std::abs(z[3000 + k].item<double>() -
                             expected[u"normals_at_3000"_s].toArray()[k].toDouble()) < 1e-13);
        QVERIFY(at::equal(philoxNormals({3004}, seed, sample, 1, at::kFloat)[0], z.to(at::kFloat)));
    }
}

void TestPhiloxNoise::momentsAndTailsAreNormal()
{
    const at::Tensor z = philoxNormals({5'000'000}, 1, 0, 2, at::kDouble).flatten();
    const double n = double(z.numel());
    const auto moment = [&](int power) { return z.pow(power).mean().item<double>(); };
    QVERIFY(std::abs(moment(1)) < 5 / std::sqrt(n));
    QVERIFY(std::abs(moment(2) - 1) < 5 * std::sqrt(2 / n));
    QVERIFY(std::abs(moment(3)) < 5 * std::sqrt(15 / n));
    QVERIFY(std::abs(moment(4) - 3) < 5 * std::sqrt(96 / n));
    for (const double limit : {1.0, 2.0, 3.0, 4.0, 5.0}) {
        const double expected = n * std::erfc(limit / std::sqrt(2.0));
        const double seen = double((z.abs() > limit).sum().item<int64_t>());
        QVERIFY2(std::abs(seen - expected) < 5 * std::sqrt(expected) + 1,
                 qPrintable(QString::number(seen) + u" of "_s + QString::number(expected)));
    }
}

void TestPhiloxNoise::sampleIsTheSameInAnyBatchAndThreadCount()
{
    const int threads = at::get_num_threads();
    at::set_num_threads(1);
    const at::Tensor all = philoxNormals({3, 15, 17}, 42, 0, 8, at::kFloat);
    at::set_num_threads(2);
    for (const int batch : {1, 3, 8}) {
        for (int first = 0; first + batch <= 8; first += batch) {
            const at::Tensor part = philoxNormals({3, 15, 17}, 42, uint64_t(first), batch, at::kFloat);
            QVERIFY(at::equal(part, all.slice(0, first, first + batch)));
        }
    }
    at::set_num_threads(threads);
}

void TestPhiloxNoise::neighboursAreUncorrelated()
{
    const int64_t n = 1'000'000;
    const at::Tensor a = philoxNormals({n}, 5, 0, 1, at::kDouble)[0];
    const auto correlation = [&](const at::Tensor& x, const at::Tensor& y) {
        return std::abs((x * y).mean().item<double>());
    };
    const double limit = 5 / std::sqrt(double(n));
    QVERIFY(correlation(a, philoxNormals({n}, 5, 1, 1, at::kDouble)[0]) < limit);
    QVERIFY(correlation(a, philoxNormals({n}, 6, 0, 1, at::kDouble)[0]) < limit);
    for (const int lag : {1, 2, 3, 4})
        QVERIFY(correlation(a.slice(0, lag), a.slice(0, 0, n - lag)) < limit);
}

void TestPhiloxNoise::uniformsFillTheirInterval()
{
    const at::Tensor u = philoxUniforms({400'000}, 3, 0, -0.125, 0.125, at::kDouble);
    QVERIFY(u.min().item<double>() >= -0.125 && u.max().item<double>() < 0.125);
    QVERIFY(std::abs(u.mean().item<double>()) < 5 * 0.25 / std::sqrt(12 * 4e5));
    QVERIFY(std::abs(u.var().item<double>() - 0.0625 / 12) < 5e-5);
}

QTEST_APPLESS_MAIN(TestPhiloxNoise)
#include "test_philox_noise.moc"

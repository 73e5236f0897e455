// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <QtTest>

#include "core/compute/methods/philox_noise.h"
#include "core/compute/methods/reduction.h"
#include "core/compute/methods/running_moments.h"

using namespace saliscope;
using namespace saliscope::compute;

namespace {

double largestDifference(const at::Tensor& a, const at::Tensor& b)
{
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

/// 200 correlated samples of (3, 5, 4), far from zero.
at::Tensor correlatedSamples()
{
    const at::Tensor z = philoxNormals({3, 5, 4}, 9, 0, 200, at::kDouble);
    const at::Tensor mix = at::tensor({1., 0.5, -0.3, 0., 2., 0.7, 0., 0., 0.1}, at::kDouble).reshape({3, 3});
    return at::einsum("cd,ndhw->nchw", {mix, z}) + at::arange(60, at::kDouble).reshape({3, 5, 4}) - 25;
}

} // namespace

/// Means, covariances and the standard errors of reduced maps are those of the samples.
class TestRunningMoments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreeWithTwoPasses();
    void areTheSameForAnyBatches();
    void areStableFarFromZero();
    void oneSampleIsItsOwnMean();
    void meanStaysWhenMoreIsAdded();
    void errorOfSumIsThatOfSummedSamples();
    void errorOfMagnitudesFollowsTheSign();
    void errorOfLargestIsThatOfItsChannel();
};

void TestRunningMoments::agreeWithTwoPasses()
{
    const at::Tensor samples = correlatedSamples();
    RunningMoments moments;
    moments.add(samples);
    const at::Tensor mean = samples.mean(0);
    const at::Tensor deviations = samples - mean;
    const at::Tensor covariance = at::einsum("nchw,ndhw->cdhw", {deviations, deviations}) / 200.0;
    QCOMPARE(moments.count(), 200);
    QVERIFY(largestDifference(moments.mean(), mean) < 1e-13);
    QVERIFY(largestDifference(moments.covariance(), covariance) < 1e-12);
}

void TestRunningMoments::areTheSameForAnyBatches()
{
    const at::Tensor samples = correlatedSamples().to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast);
    RunningMoments whole;
    whole.add(samples);
    for (const int64_t batch : {1, 7, 64}) {
        RunningMoments parts;
        for (int64_t first = 0; first < 200; first += batch)
            parts.add(samples.slice(0, first, std::min<int64_t>(200, first + batch)));
        QVERIFY(at::equal(parts.mean(), whole.mean()));
        QVERIFY(at::equal(parts.covariance(), whole.covariance()));
    }
}

void TestRunningMoments::areStableFarFromZero()
{
    const at::Tensor z = philoxNormals({1, 2, 2}, 4, 0, 1000, at::kDouble);
    RunningMoments near;
    RunningMoments far;
    near.add(z);
    far.add(z + 1e8);
    QVERIFY(largestDifference(near.covariance(), far.covariance()) < 1e-6);
}

void TestRunningMoments::meanStaysWhenMoreIsAdded()
{
    const at::Tensor samples = correlatedSamples().narrow(1, 0, 1); // One channel needs no reordering.
    RunningMoments moments;
    moments.add(samples.slice(0, 0, 100));
    const at::Tensor mean = moments.mean();
    moments.add(samples.slice(0, 100, 200));
    QVERIFY(largestDifference(mean, samples.slice(0, 0, 100).mean(0)) < 1e-13);
}

void TestRunningMoments::oneSampleIsItsOwnMean()
{
    const at::Tensor sample = philoxNormals({3, 4, 4}, 4, 0, 1, at::kFloat);
    RunningMoments moments;
    moments.add(sample);
    QVERIFY(at::equal(moments.mean().to(at::kFloat), sample[0]));
    QCOMPARE(moments.covariance().abs().max().item<double>(), 0.0);
}

void TestRunningMoments::errorOfSumIsThatOfSummedSamples()
{
    const at::Tensor samples = correlatedSamples();
    RunningMoments moments;
    moments.add(samples);
    const at::Tensor ofMean = moments.covariance() / 199.0;
    const at::Tensor sumError = (samples.sum(1).var(0) / 200.0).sqrt().unsqueeze(0);
    QVERIFY(largestDifference(reducedStandardError(moments.mean(), ofMean, Reduction::Sum), sumError) <
            1e-12);
    QVERIFY(largestDifference(reducedStandardError(moments.mean(), ofMean, Reduction::Mean) * 3, sumError) <
            1e-12);
    const at::Tensor channelErrors = (samples.var(0) / 200.0).sqrt();
    QVERIFY(largestDifference(reducedStandardError(moments.mean(), ofMean, Reduction::None), channelErrors) <
            1e-12);
}

void TestRunningMoments::errorOfMagnitudesFollowsTheSign()
{
    const at::Tensor samples = correlatedSamples();
    RunningMoments moments;
    moments.add(samples);
    const at::Tensor signedSum = (samples * samples.mean(0).sign()).sum(1);
    const at::Tensor expected = (signedSum.var(0) / 200.0).sqrt().unsqueeze(0);
    const at::Tensor error =
        reducedStandardError(moments.mean(), moments.covariance() / 199.0, Reduction::SumAbs);
    QVERIFY(largestDifference(error, expected) < 1e-12);
}

void TestRunningMoments::errorOfLargestIsThatOfItsChannel()
{
    const at::Tensor samples = correlatedSamples();
    RunningMoments moments;
    moments.add(samples);
    const at::Tensor largest = samples.mean(0).abs().argmax(0, true);
    const at::Tensor expected = (samples.var(0) / 200.0).sqrt().gather(0, largest);
    const at::Tensor error =
        reducedStandardError(moments.mean(), moments.covariance() / 199.0, Reduction::MaxAbs);
    QVERIFY(largestDifference(error, expected) < 1e-12);
}

QTEST_APPLESS_MAIN(TestRunningMoments)
#include "test_running_moments.moc"

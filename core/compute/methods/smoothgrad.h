// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/method.h"

namespace saliscope::compute {

/// Averages another method over copies of the image with Gaussian noise (Smilkov et al. 2017): sample i is
/// x + sigma z_i, z_i the Philox noise of (seed, i), so the map does not depend on batch size or threads.
/// Aggregates, a_i the attribution of sample i, per channel before the reduction:
///   mean (1/n) sum a_i;  square (1/n) sum a_i^2;  variance (1/n) sum (a_i - mean)^2;
///   magnitude (1/n) sum |a_i|.
/// Standard errors, reduced as reducedStandardError() says: of mean and square from the samples' covariance
/// over n - 1; of the variance as for normal samples, sqrt(2/(n-1)) times it (Wishart), a lower bound where
/// gradients have heavy tails. Memory is constant in n.
/// With n = 0 or noise 0 the one sample is the image itself.
class SmoothGrad : public Method
{
public:
    MethodInfo info() const override;
    MethodOutput run(const MethodInput& input, MethodReport& report) const override;
    Remarks remarks(const MethodInput& input) const override;
};

/// Standard deviation of the noise that the parameters "noise" and "range" of `input` ask for, in
/// network-input units.
double noiseSigma(const MethodInput& input);
/// How far the largest network-input value that a picture can have is from the smallest.
double validRange(const InputSpec& spec);
/// The noise in 8-bit levels, mean over the channels.
double noiseInLevels(double sigma, const InputSpec& spec);
/// x + sigma z_i for `count` samples from `first`, in the image's layout.
at::Tensor noisyCopies(const MethodInput& input, double sigma, int first, int count);

} // namespace saliscope::compute

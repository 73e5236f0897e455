// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute/methods/method.h"

namespace saliscope::compute {

/// A map that is made sample by sample and can be looked at after each.
class SampledMap
{
public:
    virtual ~SampledMap() = default;

    /// All that there are to be; at least 1.
    virtual int requested() const = 0;
    virtual int done() const = 0;
    /// Adds the next `count` samples, or throws and adds none. The same bits whatever the counts, as far as
    /// the model gives a sample the same bits in any batch.
    virtual void add(int count) = 0;
    /// Map and standard error so far, and what else only the method knows; at least one sample is done.
    virtual MethodOutput output() const = 0;
};

/// The parameter "tolerance": the relative error that is small enough; 0 never is.
ParamSpec toleranceParam();

/// mean(standard error) / mean(|map|); 0 without standard error and for a map of zeros.
double relativeError(const at::Tensor& map, const at::Tensor& standardError);

/// Adds samples until all are there, or the relative error is below the parameter "tolerance" of `input`,
/// where it has one; looked at after every 16th sample, so that the same seed stops at the same sample.
/// Progress and previews go to `report`. A cancelled run returns the map so far, with isComplete false, if it
/// has a sample.
MethodOutput runSampled(SampledMap& map, const MethodInput& input, MethodReport& report);

/// A method of one input that is made of samples.
class SampledMethod : public PointMethod
{
public:
    MethodOutput run(const MethodInput& input, MethodReport& report) const override;
    at::Tensor attribute(const MethodInput& input, const at::Tensor& batch) const override;

protected:
    /// The samples for one `image` (1, C, H, W). `input` outlives them.
    virtual std::unique_ptr<SampledMap> begin(const MethodInput& input, const at::Tensor& image) const = 0;
};

} // namespace saliscope::compute

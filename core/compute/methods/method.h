// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <functional>
#include <memory>
#include <vector>

#include "core/compute/model/model.h"
#include "core/recipe/attribution.h"
#include "core/recipe/method_info.h"

namespace saliscope::compute {

/// What a method works on: the model, one preprocessed image and the resolved scalar.
struct MethodInput
{
    Model& model;
    at::Tensor image;   ///< (1, C, H, W), device and dtype of the model, channels-last.
    Target target;      ///< Kind Class or Unit: ranks are resolved.
    ParamValues params; ///< Complete.
    quint64 seed = 1;
    CancelToken cancel;
    Framing framing = {}; ///< How the photo became the image, for pictures that a parameter names.
    /// Told by attribute() how far it is; nobody listens to a wrapped method.
    std::function<void(int done, int total)> progress = [](int, int) {};
};

/// What a method has found, or found so far.
struct MethodOutput
{
    at::Tensor map;           ///< (1, H, W) after the channel reduction, or (C, H, W); float64 on the CPU.
    at::Tensor standardError; ///< Of `map`, same shape; undefined without samples.
    at::Tensor channels;      ///< (C, H, W) before the reduction, where it is a parameter.
    at::Tensor covariance;    ///< (C, C, H, W), of the error of `channels`; undefined without samples.
    int samples = 1;
    int requestedSamples = 1;
    double noiseSigma = 0; ///< In network-input units.
    double millisecondsPerSample = 0;
    int batchSize = 1;
    bool isComplete = true;
    QList<Measure> measures;
    QStringList warnings;
};

/// What is to be said with a map whatever its numbers are.
struct Remarks
{
    QStringList notes; ///< What the method chose by itself, such as the layer.
    QStringList warnings;
};

/// Where a running method says how far it is and what it has so far.
class MethodReport
{
public:
    virtual ~MethodReport() = default;
    virtual void progress(int done, int total) = 0;
    /// Whether a preview made now would be shown: at once for the first, then at most 30 a second.
    virtual bool isPreviewDue() const = 0;
    virtual void preview(const MethodOutput& output) = 0;
};

/// One way to make a map of an image. Stateless; one instance lives in the registry. Runs on the computing
/// thread. Errors are ComputeError; a cancelled run throws Cancelled, or returns what it has with isComplete
/// false.
class Method
{
public:
    virtual ~Method() = default;

    virtual MethodInfo info() const = 0;
    virtual MethodOutput run(const MethodInput& input, MethodReport& report) const = 0;
    /// With the map that run() makes of `input`. Throws ComputeError as run() does.
    virtual Remarks remarks(const MethodInput& /*input*/) const { return {}; }
};

/// A method whose map is a function of one input, so that wrappers can average it over variants of the image.
class PointMethod : public Method
{
public:
    /// One attribution per row of `batch` (N, C, H, W), each independent of the other rows: (N, C, H, W), or
    /// (N, 1, H, W) for methods that know no channels. Not reduced over channels.
    virtual at::Tensor attribute(const MethodInput& input, const at::Tensor& batch) const = 0;

    /// Whether it is made of other methods.
    virtual bool isCombination() const { return false; }

    /// Adds the numbers that stand beside a map of the image, and warns of bad ones.
    virtual void measure(const MethodInput& /*input*/, const at::Tensor& /*attribution*/,
                         MethodOutput& /*output*/) const
    {}

    /// The attribution of the image itself, reduced as `reduction` says where the method has that parameter.
    MethodOutput run(const MethodInput& input, MethodReport& report) const override;
};

/// Every method that makes a map, in the order people see them.
const std::vector<std::unique_ptr<Method>>& methodRegistry();
/// Null when there is none with this id.
const Method* findMethod(const QString& id);
/// Null when there is none with this id whose map is a function of one input.
const PointMethod* findPointMethod(const QString& id);
/// Every parameter of `method` and of the methods that `params` wrap.
ParamValues completeParams(const Method& method, const ParamValues& params);
/// The method that the parameter `wrapping` names, if its map is a function of one input; throws
/// InvalidArgument otherwise.
const PointMethod& wrappedMethod(const ParamValues& params, const QString& wrapping);
/// `input` for that method: its parameters, complete.
MethodInput wrappedInput(const MethodInput& input, const QString& wrapping);
/// What that method has to say.
Remarks wrappedRemarks(const MethodInput& input, const QString& wrapping);
/// The methods that can be wrapped, as choices; with those or without that wrap others themselves.
enum class Combinations
{
    Without,
    With
};
QList<ParamSpec::Choice> pointMethodChoices(Combinations combinations);
/// Every method, gradient ascent (id "ascent") included.
QList<MethodInfo> methodInfos();

} // namespace saliscope::compute

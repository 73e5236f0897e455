// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/compute/methods/cam/cam_layer.h"
#include "core/compute/methods/method.h"

namespace saliscope::compute {

/// Hears from methods that visit channel after channel: how many are done, of how many, and the map (1, h, w)
/// so far.
using CamWatch = std::function<void(int done, int total, const std::function<at::Tensor()>& mapSoFar)>;

/// What the formula of a class activation map reads: one layer's values for a batch.
struct CamValues
{
    const MethodInput& input;
    const CamLayer& layer;
    at::Tensor batch;       ///< (N, C, H, W).
    at::Tensor layerValue;  ///< As the model has it, batch first.
    at::Tensor activations; ///< A: (N, K, h, w), float64.
    at::Tensor gradients;   ///< G = d(score)/dA, same shape; undefined for methods that read none.
    double sign;            ///< -1 for a counterfactual: the score is -S, and G already its gradient.
    CamWatch watch;
};

/// A class activation map: one layer's channels, weighted and summed, enlarged to the picture. A method of
/// the family is its formula, map(), and its texts; the layer, several layers, the counterfactual, the ReLU
/// and the enlarging are done here.
class CamMethod : public PointMethod
{
public:
    MethodInfo info() const final;
    at::Tensor attribute(const MethodInput& input, const at::Tensor& batch) const final;
    MethodOutput run(const MethodInput& input, MethodReport& report) const final;
    /// The layers.
    Remarks remarks(const MethodInput& input) const final;

protected:
    enum class Reads
    {
        Activations, ///< Nothing that depends on the class.
        Gradients,
        Answers ///< The model's, to changed pictures or layers.
    };
    enum class Sign
    {
        Positive, ///< Negative values are cut off unless asked for.
        Both
    };

    CamMethod(Reads reads, Sign sign)
        : m_reads(reads)
        , m_sign(sign)
    {}

    /// What is this method's own: texts, presets, parameters; those of the family are appended.
    virtual MethodInfo ownInfo() const = 0;
    /// (N, h, w), float64, each row from its row of `values` alone.
    virtual at::Tensor map(const CamValues& values) const = 0;

private:
    at::Tensor maps(const MethodInput& input, const at::Tensor& batch, const CamWatch& watch) const;

    Reads m_reads;
    Sign m_sign;
};

/// What `rowMap` (1, h, w) makes of each row of `values` alone: (N, h, w).
at::Tensor rowByRow(const CamValues& values, at::Tensor (*rowMap)(const CamValues& row));
/// Maps (N, h, w) at the size of the picture, (N, 1, H, W), as the parameter "upsampling" says.
at::Tensor enlarged(const at::Tensor& maps, const MethodInput& input);
/// Weights (N, K) or (N, K, h, w) times activations, summed over the channels: (N, h, w).
at::Tensor weightedSum(const at::Tensor& weights, const at::Tensor& activations);

} // namespace saliscope::compute

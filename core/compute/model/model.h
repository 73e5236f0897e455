// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>

#include "core/compute/graph/backward_rule.h"
#include "core/compute/graph/choose_engine.h"
#include "core/compute/graph/graph.h"
#include "core/recipe/model_info.h"
#include "core/recipe/recipe.h"

namespace saliscope::compute {

/// A loaded model: the graph as read, the optimised one that runs, and what is known about it. One device,
/// one precision, one thread.
class Model
{
public:
    /// Reads the file, finds its card, optimises, tries it once. Throws ComputeError.
    static std::unique_ptr<Model> load(const ModelSource& source, const QString& device, Precision precision,
                                       const CancelToken& cancel);

    /// The same model with other numbers in some constants of unoptimised().
    std::unique_ptr<Model> withConstants(const std::map<ValueId, at::Tensor>& constants) const;

    const ModelInfo& info() const { return m_info; }
    const Graph& graph() const { return m_main.graph; } ///< Optimised; what engine() runs.
    const Graph& unoptimised() const { return m_raw; }  ///< As it was read.
    ValueId output() const { return m_raw.outputs.front(); }
    /// The value a module path names (its last output), for taps; -1 when there is none.
    ValueId layerValue(const QString& name) const;
    /// The engine that can keep and differentiate `taps`. Passes may merge a layer into its neighbour: then
    /// this is an engine of its own, made on first use, that leaves the layer whole. Under another rule than
    /// the gradient it is an engine of its own, too.
    GradientEngine& engine(const std::vector<ValueId>& taps = {}, const BackwardRule& rule = {});
    /// The graph that engine(taps) runs. Valid until the next call of either.
    const Graph& graph(const std::vector<ValueId>& taps);
    /// Whether a sample's numbers are the same to the bit whatever batch it is part of.
    bool hasSameBitsInAnyBatch() const;
    /// Whether gradients come from the explicit plan, not from autograd.
    bool usesPlan() const { return m_main.choice.obstacle.isEmpty(); }
    at::TensorOptions tensorOptions() const { return m_options; } ///< Device and dtype of inputs.

    /// Logits of a raw output (N, classes): undoes what the card says the model applied. Differentiable.
    at::Tensor logits(const at::Tensor& output) const;
    /// Probabilities of a raw output (N, classes). Differentiable.
    at::Tensor probabilities(const at::Tensor& output) const;
    /// Logarithms of the probabilities, right where these are tiny. Differentiable.
    at::Tensor logProbabilities(const at::Tensor& output) const;

private:
    /// A graph and the engine that runs it; the engine refers to the graph, so it never moves.
    struct Compiled
    {
        Graph graph;
        EngineChoice choice;
    };

    Model() = default;
    Compiled& compiled(const std::vector<ValueId>& taps, const BackwardRule& rule);
    /// Goes over to a reduced precision, once a sample shows that the answers hardly change.
    void reduce(Precision precision, const CancelToken& cancel);
    static void compile(Compiled& compiled, const Graph& raw, const std::vector<ValueId>& taps,
                        const BackwardRule& rule);

    ModelInfo m_info;
    Graph m_raw;
    std::map<QString, ValueId> m_layers;
    Compiled m_main;
    std::map<std::pair<std::vector<ValueId>, BackwardRule>, Compiled> m_others; ///< By taps and rule.
    at::TensorOptions m_options;
};

} // namespace saliscope::compute

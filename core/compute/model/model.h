// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/compute/graph/gradient_engine.h"
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

    const ModelInfo& info() const { return m_info; }
    const Graph& graph() const { return m_graph; } ///< Optimised; what engine() runs.
    GradientEngine& engine() { return *m_engine; }
    ValueId output() const { return m_graph.outputs.front(); }
    /// The value a module path names (its last output), for taps; -1 when there is none.
    ValueId layerValue(const QString& name) const;
    at::TensorOptions tensorOptions() const { return m_options; } ///< Device and dtype of inputs.

    /// Logits of a raw output (N, classes): undoes what the card says the model applied. Differentiable.
    at::Tensor logits(const at::Tensor& output) const;
    /// Probabilities of a raw output (N, classes). Differentiable.
    at::Tensor probabilities(const at::Tensor& output) const;

private:
    Model() = default;

    ModelInfo m_info;
    Graph m_graph;
    std::map<QString, ValueId> m_layers;
    std::unique_ptr<GradientEngine> m_engine;
    at::TensorOptions m_options;
};

} // namespace saliscope::compute

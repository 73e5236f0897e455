// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/base/cancel_token.h"
#include "core/compute/graph/graph.h"
#include "core/recipe/model_info.h"

namespace saliscope::compute {

/// A picture (1, C, H, W) of noise in the range that the model was trained on.
at::Tensor noisePicture(const InputSpec& spec, const at::TensorOptions& options, uint64_t seed);

/// What running a graph on made-up pictures has shown.
struct TrialResult
{
    int classCount = 0;
    bool anyBatch = false;
    QList<LayerInfo> layers; ///< Modules and the modules that hold them, in order of their first value.
    std::map<QString, ValueId> layerIds; ///< The last value of each.
    QList<Finding> findings;
};

/// Runs the graph as read on one picture of uniform noise in the card's range and, unless the file promises
/// that any batch works, on two together. Throws ComputeError: the model's own failure, an output that is not
/// (N, classes), or NotFinite.
TrialResult tryModel(const Graph& graph, const ModelCard& card, const at::TensorOptions& options,
                     const CancelToken& cancel);

} // namespace saliscope::compute

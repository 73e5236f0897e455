// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/compute/model/model.h"

namespace saliscope::compute {

/// A layer whose values are maps over the picture, whatever their layout: (N, K, h, w), channels last
/// (N, h, w, K), or tokens (N, T, K), a class token and registers first, then the grid row by row.
struct CamLayer
{
    enum class Layout
    {
        ChannelsFirst,
        ChannelsLast,
        Tokens
    };

    QString name;
    ValueId value = -1;
    Layout layout = Layout::ChannelsFirst;
    int64_t channels = 0;
    int64_t height = 0;
    int64_t width = 0;
    bool hasExtraTokens = false; ///< Before the grid: a class token, registers.

    /// The dimension of the value in which its channels lie.
    int64_t channelDimension() const;
    /// The layer's value as (N, K, h, w), float64; tokens before the grid are left
    /// out.
    at::Tensor maps(const at::Tensor& layerValue) const;
    /// "layer4, 512 × 7 × 7".
    QString text() const;
};

/// The layers that `names` lists, commas between them. None: the card's, or the last one before pooling whose
/// value is a map. Where there is a class token, which alone is read behind the last attention, that is what
/// goes into this attention, before its projections. Throws ComputeError InvalidArgument for an unknown layer
/// or one without places.
std::vector<CamLayer> camLayers(const Model& model, const QString& names);

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>

namespace saliscope {

enum class Interpolation
{
    Nearest,
    Bilinear,
    Bicubic,
    Lanczos
};
enum class ChannelOrder
{
    Rgb,
    Bgr,
    Gray
};

/// How a model wants its pictures: the "input" part of a model card.
/// value = (pixel / 255 - mean) / std, per channel in the model's own channel order.
struct InputSpec
{
    int height = 224;
    int width = 224;
    int resizeShorterSide =
        256; ///< Shorter side before the centre crop; 0: resize straight to height x width.
    bool centerCrop = true;
    Interpolation interpolation = Interpolation::Bilinear;
    ChannelOrder channels = ChannelOrder::Rgb;
    std::array<double, 3> mean{0.485, 0.456, 0.406};
    std::array<double, 3> std{0.229, 0.224, 0.225};

    int channelCount() const { return channels == ChannelOrder::Gray ? 1 : 3; }
    /// The network-input values of black (0) and white (255) in `channel`: the valid range.
    double lowest(int channel) const
    {
        return (0.0 - mean[std::size_t(channel)]) / std[std::size_t(channel)];
    }
    double highest(int channel) const
    {
        return (1.0 - mean[std::size_t(channel)]) / std[std::size_t(channel)];
    }

    bool operator==(const InputSpec&) const = default;
};

} // namespace saliscope

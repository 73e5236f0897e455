// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace saliscope {

/// Plain numbers on a grid, channel by channel (C, H, W), row by row: raw maps, network inputs and drawn
/// pictures.
struct FloatMap
{
    int channels = 0;
    int height = 0;
    int width = 0;
    std::vector<float> values;

    FloatMap() = default;
    FloatMap(int channelCount, int rowCount, int columnCount)
        : channels(channelCount)
        , height(rowCount)
        , width(columnCount)
        , values(std::size_t(channelCount) * std::size_t(rowCount) * std::size_t(columnCount))
    {}

    bool isEmpty() const { return values.empty(); }
    std::size_t plane() const { return std::size_t(height) * std::size_t(width); }
    std::size_t index(int channel, int y, int x) const
    {
        return (std::size_t(channel) * std::size_t(height) + std::size_t(y)) * std::size_t(width) +
               std::size_t(x);
    }
    float at(int channel, int y, int x) const { return values[index(channel, y, x)]; }
    float& at(int channel, int y, int x) { return values[index(channel, y, x)]; }

    bool operator==(const FloatMap&) const = default;
};

} // namespace saliscope

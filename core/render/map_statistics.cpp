// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/map_statistics.h"

#include <algorithm>
#include <cmath>

namespace saliscope {

double percentile(std::vector<float>& values, double q)
{
    const double rank = std::clamp(q, 0.0, 100.0) / 100 * double(values.size() - 1);
    const auto below = values.begin() + std::ptrdiff_t(rank);
    std::nth_element(values.begin(), below, values.end());
    const double lower = *below;
    const double fraction = rank - std::floor(rank);
    if (fraction == 0)
        return lower;
    const double upper = *std::min_element(below + 1, values.end());
    return lower + fraction * (upper - lower);
}

ValueRange valueRange(const std::vector<float>& values)
{
    ValueRange range;
    bool isFirst = true;
    for (const float value : values) {
        if (!std::isfinite(value)) {
            ++range.notFinite;
            continue;
        }
        range.minimum = isFirst ? double(value) : std::min(range.minimum, double(value));
        range.maximum = isFirst ? double(value) : std::max(range.maximum, double(value));
        isFirst = false;
    }
    return range;
}

std::vector<int> histogram(const std::vector<float>& values, double low, double high, int bins,
                           bool magnitudes)
{
    std::vector<int> counts(static_cast<std::size_t>(bins));
    const double scale = bins / (high - low);
    for (const float signedValue : values) {
        const double value = magnitudes ? std::abs(double(signedValue)) : double(signedValue);
        if (value >= low && value <= high)
            ++counts[std::min(std::size_t((value - low) * scale), counts.size() - 1)];
    }
    return counts;
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace saliscope {

/// The q-th percentile (0..100) with linear interpolation between ranks, as numpy.percentile. Reorders
/// `values`, which must be finite and not empty.
double percentile(std::vector<float>& values, double q);

struct ValueRange
{
    double minimum = 0; ///< Of the finite values; 0 if there are none.
    double maximum = 0;
    std::size_t notFinite = 0; ///< How many values are NaN or infinite.
};

ValueRange valueRange(const std::vector<float>& values);

/// How many finite values, or magnitudes, lie in each of `bins` equal parts of `low`..`high`; those outside
/// count in none, `high` in the last.
std::vector<int> histogram(const std::vector<float>& values, double low, double high, int bins,
                           bool magnitudes);

} // namespace saliscope

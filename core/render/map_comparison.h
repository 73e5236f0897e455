// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/imaging/float_map.h"
#include "core/recipe/recipe.h"

namespace saliscope {

/// How alike two maps are. NaN where a number is not defined, such as the correlation with a constant map.
struct MapSimilarity
{
    double pearson = 0;
    double spearman = 0;   ///< Of ranks; equal values share their mean rank.
    double ssim = 0;       ///< Of both maps scaled to their largest magnitude.
    double topOverlap = 0; ///< Part of the places with the largest magnitudes that both have.
};

/// The part of a map whose overlap is counted.
inline constexpr double topFraction = 0.05;

/// Same shape, not empty, every value finite.
bool areComparable(const FloatMap& a, const FloatMap& b);

/// Of comparable maps. About 20 ms for 224 x 224; any thread.
MapSimilarity compareMaps(const FloatMap& a, const FloatMap& b);

double pearsonCorrelation(const std::vector<float>& a, const std::vector<float>& b);
/// Ranks from 1; equal values share the mean of theirs.
std::vector<float> ranks(const std::vector<float>& values);
/// Mean structural similarity (Wang et al. 2004): Gaussian window of 11 with sigma 1.5, K 0.01 and 0.03, the
/// border of 5 left out; `range` is the width of the values. NaN for maps smaller than the window.
double structuralSimilarity(const FloatMap& a, const FloatMap& b, double range);
double topOverlap(const FloatMap& a, const FloatMap& b, double fraction);

/// Divided by its largest magnitude; a map of zeros stays.
FloatMap scaledToLargest(FloatMap map);

/// `map` minus `reference`, both as they are or each scaled to its largest magnitude.
FloatMap signedDifference(const FloatMap& map, const FloatMap& reference, bool scaled);

/// What the numbers of a map are: equal for maps that one scale can serve. Of gradients, of contributions to
/// the score, or of one method only; of a logit, a probability or a unit.
QString mapQuantity(const Recipe& recipe);

} // namespace saliscope

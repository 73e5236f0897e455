// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/map_comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "core/base/strings.h"
#include "core/render/map_statistics.h"

namespace saliscope {
namespace {

constexpr double notDefined = std::numeric_limits<double>::quiet_NaN();
constexpr int windowSize = 11;
constexpr double windowSigma = 1.5;

cv::Mat plane(const FloatMap& map, int channel)
{
    cv::Mat values(map.height, map.width, CV_64F);
    for (int y = 0; y < map.height; ++y) {
        for (int x = 0; x < map.width; ++x)
            values.at<double>(y, x) = double(map.at(channel, y, x));
    }
    return values;
}

cv::Mat windowMean(const cv::Mat& values)
{
    cv::Mat mean;
    cv::GaussianBlur(values, mean, {windowSize, windowSize}, windowSigma, windowSigma, cv::BORDER_REFLECT);
    return mean;
}

double similarityOfPlanes(const cv::Mat& a, const cv::Mat& b, double range)
{
    const double c1 = std::pow(0.01 * range, 2);
    const double c2 = std::pow(0.03 * range, 2);
    const cv::Mat meanA = windowMean(a), meanB = windowMean(b);
    const cv::Mat varianceA = windowMean(a.mul(a)) - meanA.mul(meanA);
    const cv::Mat varianceB = windowMean(b.mul(b)) - meanB.mul(meanB);
    const cv::Mat covariance = windowMean(a.mul(b)) - meanA.mul(meanB);
    const cv::Mat above = (2 * meanA.mul(meanB) + c1).mul(2 * covariance + c2);
    const cv::Mat below = (meanA.mul(meanA) + meanB.mul(meanB) + c1).mul(varianceA + varianceB + c2);
    const cv::Mat similarity = above / below;
    constexpr int border = windowSize / 2;
    return cv::mean(
        similarity(cv::Rect(border, border, similarity.cols - 2 * border, similarity.rows - 2 * border)))[0];
}

/// Where the `count` largest magnitudes are; among equal ones the first.
std::vector<std::size_t> largestPlaces(const FloatMap& map, std::size_t count)
{
    std::vector<std::size_t> places(map.values.size());
    std::iota(places.begin(), places.end(), std::size_t(0));
    const auto isLarger = [&map](std::size_t a, std::size_t b) {
        const float sizeA = std::abs(map.values[a]), sizeB = std::abs(map.values[b]);
        return sizeA != sizeB ? sizeA > sizeB : a < b;
    };
    std::nth_element(places.begin(), places.begin() + std::ptrdiff_t(count - 1), places.end(), isLarger);
    places.resize(count);
    std::sort(places.begin(), places.end());
    return places;
}

} // namespace

bool areComparable(const FloatMap& a, const FloatMap& b)
{
    return !a.isEmpty() && a.channels == b.channels && a.height == b.height && a.width == b.width &&
           valueRange(a.values).notFinite == 0 && valueRange(b.values).notFinite == 0;
}

double pearsonCorrelation(const std::vector<float>& a, const std::vector<float>& b)
{
    const double count = double(a.size());
    const double meanA = std::accumulate(a.begin(), a.end(), 0.0) / count;
    const double meanB = std::accumulate(b.begin(), b.end(), 0.0) / count;
    double product = 0, squareA = 0, squareB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double deviationA = double(a[i]) - meanA, deviationB = double(b[i]) - meanB;
        product += deviationA * deviationB;
        squareA += deviationA * deviationA;
        squareB += deviationB * deviationB;
    }
    const double scale = std::sqrt(squareA * squareB);
    return scale > 0 ? product / scale : notDefined;
}

std::vector<float> ranks(const std::vector<float>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(),
              [&values](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<float> result(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        const float rank = float(double(first + 1 + end) / 2);
        for (; first < end; ++first)
            result[order[first]] = rank;
    }
    return result;
}

double structuralSimilarity(const FloatMap& a, const FloatMap& b, double range)
{
    if (a.height < windowSize || a.width < windowSize)
        return notDefined;
    double sum = 0;
    for (int channel = 0; channel < a.channels; ++channel)
        sum += similarityOfPlanes(plane(a, channel), plane(b, channel), range);
    return sum / a.channels;
}

double topOverlap(const FloatMap& a, const FloatMap& b, double fraction)
{
    const auto count =
        std::size_t(std::clamp(std::lround(fraction * double(a.values.size())), 1L, long(a.values.size())));
    const std::vector<std::size_t> placesA = largestPlaces(a, count), placesB = largestPlaces(b, count);
    std::vector<std::size_t> shared;
    std::set_intersection(placesA.begin(), placesA.end(), placesB.begin(), placesB.end(),
                          std::back_inserter(shared));
    return double(shared.size()) / double(count);
}

MapSimilarity compareMaps(const FloatMap& a, const FloatMap& b)
{
    const FloatMap scaledA = scaledToLargest(a), scaledB = scaledToLargest(b);
    const bool isSigned = valueRange(a.values).minimum < 0 || valueRange(b.values).minimum < 0;
    return {.pearson = pearsonCorrelation(a.values, b.values),
            .spearman = pearsonCorrelation(ranks(a.values), ranks(b.values)),
            .ssim = structuralSimilarity(scaledA, scaledB, isSigned ? 2 : 1),
            .topOverlap = topOverlap(a, b, topFraction)};
}

FloatMap scaledToLargest(FloatMap map)
{
    const ValueRange range = valueRange(map.values);
    const double largest = std::max(std::abs(range.minimum), std::abs(range.maximum));
    if (largest > 0) {
        for (float& value : map.values)
            value = float(double(value) / largest);
    }
    return map;
}

FloatMap signedDifference(const FloatMap& map, const FloatMap& reference, bool scaled)
{
    FloatMap result = scaled ? scaledToLargest(map) : map;
    const FloatMap subtrahend = scaled ? scaledToLargest(reference) : reference;
    std::transform(result.values.begin(), result.values.end(), subtrahend.values.begin(),
                   result.values.begin(), std::minus());
    return result;
}

QString mapQuantity(const Recipe& recipe)
{
    static const QStringList contributions{u"input-x-gradient"_s, u"integrated-gradients"_s,
                                           u"expected-gradients"_s};
    QString method = recipe.method;
    QString aggregate;
    if (method == u"smoothgrad"_s) {
        method = recipe.params.value(u"of"_s, u"gradient"_s).toString();
        aggregate = recipe.params.value(u"aggregate"_s).toString();
    }
    const bool isSquare = aggregate == u"square"_s || aggregate == u"variance"_s;
    const QString kind = contributions.contains(method) ? u"contribution"_s : method;
    const QString scored = recipe.target.kind == Target::Kind::Unit ? u"unit "_s + recipe.target.layer
                                                                    : scoreText(recipe.target.score);
    return u"%1 %2 %3"_s.arg(kind, isSquare ? u"squared"_s : QString(), scored);
}

} // namespace saliscope

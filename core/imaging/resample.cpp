// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imaging/resample.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace saliscope {
namespace {

constexpr int precisionBits = 32 - 8 - 2;
constexpr int channels = 4; // the bytes of a Format_RGB32 pixel

struct Filter
{
    double (*weight)(double);
    double support;
};

double triangle(double x)
{
    return std::max(0.0, 1.0 - std::abs(x));
}

/// Keys' cubic convolution with a = -1/2.
double cubic(double x)
{
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1.0)
        return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
    if (x < 2.0)
        return (((x - 5) * x + 8) * x - 4) * a;
    return 0.0;
}

double sinc(double x)
{
    if (x == 0.0)
        return 1.0;
    x *= std::numbers::pi;
    return std::sin(x) / x;
}

double lanczos3(double x)
{
    return -3.0 <= x && x < 3.0 ? sinc(x) * sinc(x / 3) : 0.0;
}

Filter filterFor(Interpolation interpolation)
{
    switch (interpolation) {
    case Interpolation::Bicubic:
        return {cubic, 2.0};
    case Interpolation::Lanczos:
        return {lanczos3, 3.0};
    case Interpolation::Nearest:
    case Interpolation::Bilinear:
        break;
    }
    return {triangle, 1.0};
}

/// One direction of a resize: `first`..`last` of the source become `size` pixels, of which `count` from
/// `start` are made.
struct Axis
{
    int source = 0;
    float first = 0; ///< Single precision, as Pillow keeps a box.
    float last = 0;
    int size = 0;
    int start = 0;
    int count = 0;

    double scale() const { return double(last - first) / size; }
    bool isInside(int i) const { return start + i >= 0 && start + i < size; }
};

/// The source pixels that make one output pixel, with fixed-point weights.
struct Taps
{
    int begin = 0;
    std::vector<int> weights;
    int outside = 0; ///< Total weight of the pixels beyond the image.
};

std::vector<int> fixedPoint(const std::vector<double>& weights, double total)
{
    std::vector<int> fixed(weights.size());
    std::transform(weights.begin(), weights.end(), fixed.begin(), [total](double weight) {
        const double normalised = total != 0.0 ? weight / total : weight;
        return int((normalised < 0 ? -0.5 : 0.5) + normalised * (1 << precisionBits));
    });
    return fixed;
}

Taps tapsFor(const Axis& axis, const Filter& filter, int index)
{
    const double stretch = std::max(axis.scale(), 1.0);
    const double support = filter.support * stretch;
    const double center = axis.first + (axis.start + index + 0.5) * axis.scale();
    int low = int(std::floor(center - support + 0.5));
    int high = int(std::floor(center + support + 0.5));
    // Beyond an edge the box stays within, the filter is cut off and normalised; beyond one it crosses, it
    // sees the fill colour.
    if (axis.first >= 0)
        low = std::max(low, 0);
    if (axis.last <= axis.source)
        high = std::min(high, axis.source);

    std::vector<double> weights(std::size_t(std::max(0, high - low)));
    double total = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] = filter.weight((double(i) + low - center + 0.5) * (1.0 / stretch));
        total += weights[i];
    }
    const std::vector<int> fixed = fixedPoint(weights, total);

    Taps taps;
    taps.begin = std::clamp(low, 0, axis.source);
    const int end = std::clamp(high, taps.begin, axis.source);
    for (int i = low; i < high; ++i) {
        if (i >= taps.begin && i < end)
            taps.weights.push_back(fixed[std::size_t(i - low)]);
        else
            taps.outside += fixed[std::size_t(i - low)];
    }
    return taps;
}

std::vector<Taps> tapsFor(const Axis& axis, const Filter& filter)
{
    std::vector<Taps> taps(std::size_t(axis.count));
    for (int i = 0; i < axis.count; ++i) {
        if (axis.isInside(i))
            taps[std::size_t(i)] = tapsFor(axis, filter, i);
    }
    return taps;
}

uchar rounded(int sum)
{
    return uchar(std::clamp(sum >> precisionBits, 0, 255));
}

/// `step`: bytes from one source pixel of a tap to the next.
void accumulate(const uchar* source, qsizetype step, const Taps& taps, QRgb fill, uchar* out)
{
    constexpr int half = 1 << (precisionBits - 1);
    int sums[channels] = {half + qBlue(fill) * taps.outside, half + qGreen(fill) * taps.outside,
                          half + qRed(fill) * taps.outside, 0};
    for (const int weight : taps.weights) {
        for (int c = 0; c < channels; ++c)
            sums[c] += source[c] * weight;
        source += step;
    }
    for (int c = 0; c < channels - 1; ++c)
        out[c] = rounded(sums[c]);
    out[channels - 1] = 0xFF;
}

/// Part of a row or column: `begin` up to, not including, `end`.
struct Span
{
    int begin = 0;
    int end = 0;

    int size() const { return end - begin; }
};

/// The source pixels that some tap uses.
Span usedBy(const std::vector<Taps>& taps)
{
    Span used{std::numeric_limits<int>::max(), 0};
    for (const Taps& tap : taps) {
        if (!tap.weights.empty()) {
            used.begin = std::min(used.begin, tap.begin);
            used.end = std::max(used.end, tap.begin + int(tap.weights.size()));
        }
    }
    return used.end > 0 ? used : Span{};
}

/// The given rows, each resized by `taps`, which count columns from `firstColumn`.
QImage horizontal(const QImage& image, const std::vector<Taps>& taps, int firstColumn, Span rows, QRgb fill)
{
    QImage result(int(taps.size()), rows.size(), QImage::Format_RGB32);
    result.fill(fill);
    for (int y = 0; y < rows.size(); ++y) {
        const uchar* row = image.constScanLine(rows.begin + y);
        uchar* out = result.scanLine(y);
        for (const Taps& tap : taps) {
            if (!tap.weights.empty())
                accumulate(row + qsizetype(tap.begin - firstColumn) * channels, channels, tap, fill, out);
            out += channels;
        }
    }
    return result;
}

/// The given columns, each resized by `taps`, which count rows from `firstRow`.
QImage vertical(const QImage& image, const std::vector<Taps>& taps, int firstRow, Span columns, QRgb fill)
{
    QImage result(columns.size(), int(taps.size()), QImage::Format_RGB32);
    result.fill(fill);
    for (int y = 0; y < result.height(); ++y) {
        const Taps& tap = taps[std::size_t(y)];
        if (tap.weights.empty())
            continue;
        const uchar* source = image.constScanLine(tap.begin - firstRow) + qsizetype(columns.begin) * channels;
        uchar* out = result.scanLine(y);
        for (int x = 0; x < columns.size(); ++x)
            accumulate(source + x * channels, image.bytesPerLine(), tap, fill, out + x * channels);
    }
    return result;
}

/// Pillow 13 reduces the height first where that takes away more than twice as many rows as columns go.
bool isVerticalFirst(const Axis& x, const Axis& y)
{
    const int rowsGone = y.source - y.size;
    return rowsGone > 0 && rowsGone > qint64(x.source - x.size) * 2;
}

/// The source index of each output pixel, -1 beyond the image; the position is added up step by step as
/// Pillow does, so that ties fall the same way.
std::vector<int> nearestIndices(const Axis& axis)
{
    std::vector<int> indices(std::size_t(axis.count), -1);
    double position = axis.first + axis.scale() * 0.5;
    const int end = std::min(axis.size, axis.start + axis.count);
    for (int i = 0; i < end; ++i, position += axis.scale()) {
        if (i >= axis.start && position >= 0 && position < axis.source)
            indices[std::size_t(i - axis.start)] = int(position);
    }
    return indices;
}

QImage nearest(const QImage& image, const Axis& x, const Axis& y, QRgb fill)
{
    QImage result(x.count, y.count, QImage::Format_RGB32);
    result.fill(fill);
    const std::vector<int> columns = nearestIndices(x);
    const std::vector<int> rows = nearestIndices(y);
    for (int j = 0; j < y.count; ++j) {
        if (rows[std::size_t(j)] < 0)
            continue;
        const auto* source = reinterpret_cast<const QRgb*>(image.constScanLine(rows[std::size_t(j)]));
        auto* out = reinterpret_cast<QRgb*>(result.scanLine(j));
        for (int i = 0; i < x.count; ++i) {
            if (columns[std::size_t(i)] >= 0)
                out[i] = source[columns[std::size_t(i)]];
        }
    }
    return result;
}

} // namespace

QImage resample(const QImage& image, const Resampling& wanted)
{
    Q_ASSERT(image.format() == QImage::Format_RGB32 && !wanted.box.isEmpty() && !wanted.size.isEmpty());
    const QRectF& box = wanted.box;
    const Axis x{image.width(),       float(box.left()), float(box.right()),
                 wanted.size.width(), wanted.window.x(), wanted.window.width()};
    const Axis y{image.height(),       float(box.top()),  float(box.bottom()),
                 wanted.size.height(), wanted.window.y(), wanted.window.height()};
    if (wanted.filter == Interpolation::Nearest)
        return nearest(image, x, y, wanted.fill);

    const Filter filter = filterFor(wanted.filter);
    const std::vector<Taps> columnTaps = tapsFor(x, filter);
    const std::vector<Taps> rowTaps = tapsFor(y, filter);
    const Span columns = usedBy(columnTaps);
    const Span rows = usedBy(rowTaps);
    if (isVerticalFirst(x, y)) {
        const QImage flat = vertical(image, rowTaps, 0, columns, wanted.fill);
        return horizontal(flat, columnTaps, columns.begin, {0, y.count}, wanted.fill);
    }
    const QImage narrow = horizontal(image, columnTaps, 0, rows, wanted.fill);
    return vertical(narrow, rowTaps, rows.begin, {0, x.count}, wanted.fill);
}

} // namespace saliscope

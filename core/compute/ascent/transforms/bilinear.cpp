// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/ascent/transforms/bilinear.h"

#include <ATen/ATen.h>
#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace saliscope::compute {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// The two neighbours of a position on an axis: pixel `first` and the one behind it, and what each counts.
struct Neighbours
{
    int64_t first = 0;
    double weight = 0, nextWeight = 0;
};

/// Neighbours outside count nothing.
Neighbours neighbours(double position, int64_t size)
{
    auto low = int64_t(position);
    low -= position < double(low);
    const double rest = position - double(low);
    if (low >= 0 && low + 1 < size)
        return {low, 1 - rest, rest};
    if (low == -1)
        return {0, rest, 0};
    if (low == size - 1)
        return size > 1 ? Neighbours{low - 1, 0, 1 - rest} : Neighbours{0, 1 - rest, 0};
    return {};
}

/// Where a turned picture's pixels come from; as `rotate` in tests/parity/README.md.
class Turn
{
public:
    Turn(double radians, int64_t height, int64_t width)
        : m_cosine(std::cos(radians))
        , m_sine(std::sin(radians))
        , m_height(height)
        , m_width(width)
    {}
    Neighbours row(int64_t j, int64_t i) const
    {
        return neighbours(middle(m_height) - m_sine * across(i) + m_cosine * down(j), m_height);
    }
    Neighbours column(int64_t j, int64_t i) const
    {
        return neighbours(middle(m_width) + m_cosine * across(i) + m_sine * down(j), m_width);
    }

private:
    static double middle(int64_t size) { return double(size - 1) / 2; }
    double across(int64_t i) const { return double(i) - middle(m_width); }
    double down(int64_t j) const { return double(j) - middle(m_height); }

    double m_cosine, m_sine;
    int64_t m_height, m_width;
};

/// Where a resized picture's pixels come from: half-pixel centres, the border repeated.
class Resize
{
public:
    Resize(at::IntArrayRef from, at::IntArrayRef to)
        : m_rows(axis(from[2], to[2]))
        , m_columns(axis(from[3], to[3]))
    {}
    const Neighbours& row(int64_t j, int64_t) const { return m_rows[std::size_t(j)]; }
    const Neighbours& column(int64_t, int64_t i) const { return m_columns[std::size_t(i)]; }

private:
    static std::vector<Neighbours> axis(int64_t from, int64_t to)
    {
        std::vector<Neighbours> places;
        for (int64_t i = 0; i < to; ++i) {
            const double position = (double(i) + 0.5) * double(from) / double(to) - 0.5;
            places.push_back(neighbours(std::clamp(position, 0.0, double(from - 1)), from));
        }
        return places;
    }

    std::vector<Neighbours> m_rows, m_columns;
};

/// Calls visit(output pixel, input pixel, to the right, downwards, the four weights) for some output rows.
template <typename T, typename Places, typename Visit>
void forEachPixel(const Places& places, at::IntArrayRef from, int64_t width, int64_t firstRow, int64_t endRow,
                  const Visit& visit)
{
    const int64_t right = from[3] > 1 ? 1 : 0;
    const int64_t below = from[2] > 1 ? from[3] : 0;
    for (int64_t j = firstRow; j < endRow; ++j)
        for (int64_t i = 0; i < width; ++i) {
            const Neighbours row = places.row(j, i);
            const Neighbours column = places.column(j, i);
            const T weights[4]{T(row.weight * column.weight), T(row.weight * column.nextWeight),
                               T(row.nextWeight * column.weight), T(row.nextWeight * column.nextWeight)};
            visit(j * width + i, row.first * from[3] + column.first, right, below, weights);
        }
}

template <typename Places>
at::Tensor sampled(const at::Tensor& picture, const Places& places, int64_t height, int64_t width)
{
    const at::Tensor x = picture.contiguous();
    at::Tensor result = at::empty({x.size(0), x.size(1), height, width}, x.options());
    const int64_t planes = x.size(0) * x.size(1);
    const int64_t area = x.size(2) * x.size(3);
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "sampled", [&] {
        const auto* in = x.const_data_ptr<scalar_t>();
        auto* out = result.mutable_data_ptr<scalar_t>();
        at::parallel_for(0, height, 16, [&](int64_t first, int64_t end) {
            forEachPixel<scalar_t>(
                places, x.sizes(), width, first, end,
                [=](int64_t to, int64_t from, int64_t right, int64_t below, const scalar_t(&w)[4]) {
                    for (int64_t plane = 0; plane < planes; ++plane) {
                        const scalar_t* const p = in + plane * area + from;
                        out[plane * height * width + to] =
                            w[0] * p[0] + w[1] * p[right] + w[2] * p[below] + w[3] * p[below + right];
                    }
                });
        });
    });
    return result;
}

/// The gradient with respect to a picture of `sizes`.
template <typename Places>
at::Tensor spread(const at::Tensor& gradient, const Places& places, at::IntArrayRef sizes)
{
    const at::Tensor g = gradient.contiguous();
    at::Tensor result = at::zeros(sizes, g.options());
    const int64_t area = sizes[2] * sizes[3];
    const int64_t pixels = g.size(2) * g.size(3);
    AT_DISPATCH_FLOATING_TYPES(g.scalar_type(), "spread", [&] {
        const auto* in = g.const_data_ptr<scalar_t>();
        auto* out = result.mutable_data_ptr<scalar_t>();
        at::parallel_for(0, sizes[0] * sizes[1], 1, [&](int64_t first, int64_t end) {
            forEachPixel<scalar_t>(
                places, sizes, g.size(3), 0, g.size(2),
                [=](int64_t from, int64_t to, int64_t right, int64_t below, const scalar_t(&w)[4]) {
                    for (int64_t plane = first; plane < end; ++plane) {
                        const scalar_t value = in[plane * pixels + from];
                        scalar_t* const p = out + plane * area + to;
                        p[0] += w[0] * value;
                        p[right] += w[1] * value;
                        p[below] += w[2] * value;
                        p[below + right] += w[3] * value;
                    }
                });
        });
    });
    return result;
}

struct RotatedOnCpu : torch::autograd::Function<RotatedOnCpu>
{
    static at::Tensor forward(AutogradContext* context, const at::Tensor& picture, double radians)
    {
        context->saved_data["radians"] = radians;
        context->saved_data["sizes"] = picture.sizes().vec();
        return sampled(picture, Turn(radians, picture.size(2), picture.size(3)), picture.size(2),
                       picture.size(3));
    }
    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const std::vector<int64_t> sizes = context->saved_data["sizes"].toIntVector();
        const Turn turn(context->saved_data["radians"].toDouble(), sizes[2], sizes[3]);
        return {spread(gradients.front(), turn, sizes), {}};
    }
};

struct ResizedOnCpu : torch::autograd::Function<ResizedOnCpu>
{
    static at::Tensor forward(AutogradContext* context, const at::Tensor& picture, int64_t height,
                              int64_t width)
    {
        context->saved_data["sizes"] = picture.sizes().vec();
        const std::vector<int64_t> to{picture.size(0), picture.size(1), height, width};
        return sampled(picture, Resize(picture.sizes(), to), height, width);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const std::vector<int64_t> sizes = context->saved_data["sizes"].toIntVector();
        return {spread(gradients.front(), Resize(sizes, gradients.front().sizes()), sizes), {}, {}};
    }
};

} // namespace

at::Tensor rotatedOnCpu(const at::Tensor& picture, double radians)
{
    return RotatedOnCpu::apply(picture, radians);
}

at::Tensor resizedOnCpu(const at::Tensor& picture, int64_t height, int64_t width)
{
    return ResizedOnCpu::apply(picture, height, width);
}

} // namespace saliscope::compute

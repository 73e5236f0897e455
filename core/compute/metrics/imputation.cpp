// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/metrics/imputation.h"

#include <ATen/ATen.h>

#include <numeric>

namespace saliscope::compute {

namespace {

using Numbers = std::vector<double>;

/// Pictures of one channel with a rim of zeros, so that every pixel has eight neighbours.
class Neighbourhood
{
public:
    explicit Neighbourhood(const at::Tensor& isRemoved)
        : m_height(isRemoved.size(0))
        , m_width(isRemoved.size(1))
        , m_isRemoved(framed(isRemoved.to(at::kDouble)))
        , m_inside(neighbours(framed(at::ones({m_height, m_width}, at::kDouble))))
    {}

    Numbers framed(const at::Tensor& picture) const
    {
        const at::Tensor wide = at::constant_pad_nd(picture, {1, 1, 1, 1}, 0).contiguous();
        const double* const data = wide.const_data_ptr<double>();
        return {data, data + wide.numel()};
    }

    at::Tensor unframed(const Numbers& numbers) const
    {
        return at::tensor(numbers, at::kDouble)
            .reshape({m_height + 2, m_width + 2})
            .slice(0, 1, m_height + 1)
            .slice(1, 1, m_width + 1);
    }

    /// The weighted sums of the neighbours; nothing on the rim.
    Numbers neighbours(const Numbers& picture) const
    {
        constexpr double beside = 1.0 / 6;
        constexpr double across = 1.0 / 12;
        const int64_t line = m_width + 2;
        Numbers sums(picture.size(), 0.0);
        for (int64_t y = 1; y <= m_height; ++y) {
            const double* const above = picture.data() + (y - 1) * line;
            const double* const here = above + line;
            const double* const below = here + line;
            double* const out = sums.data() + y * line;
            for (int64_t x = 1; x <= m_width; ++x)
                out[x] = beside * (here[x - 1] + here[x + 1] + above[x] + below[x]) +
                         across * (above[x - 1] + above[x + 1] + below[x - 1] + below[x + 1]);
        }
        return sums;
    }

    /// What the removed pixels miss of being the mean of their neighbours, where all others are zero:
    /// symmetric and positive definite in the removed pixels.
    Numbers lack(const Numbers& picture) const
    {
        Numbers result = neighbours(picture);
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i] = m_isRemoved[i] * (m_inside[i] * picture[i] - result[i]);
        return result;
    }

    Numbers onlyRemoved(Numbers picture) const
    {
        for (std::size_t i = 0; i < picture.size(); ++i)
            picture[i] *= m_isRemoved[i];
        return picture;
    }

private:
    int64_t m_height;
    int64_t m_width;
    Numbers m_isRemoved; ///< 1 or 0.
    Numbers m_inside;    ///< Weights of the neighbours that lie inside.
};

double product(const Numbers& a, const Numbers& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

void addTo(Numbers& sum, double factor, const Numbers& numbers)
{
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] += factor * numbers[i];
}

/// Solves lack(result) = wanted by conjugate gradients.
Numbers solved(const Neighbourhood& system, const Numbers& wanted)
{
    constexpr double enough = 1e-20; // of the squared residual
    Numbers result(wanted.size(), 0.0);
    Numbers residual = wanted;
    Numbers direction = wanted;
    double size = product(residual, residual);
    const double start = size;
    for (std::size_t step = 0; step < wanted.size() && size > enough * start; ++step) {
        const Numbers image = system.lack(direction);
        const double length = size / product(direction, image);
        addTo(result, length, direction);
        addTo(residual, -length, image);
        const double before = std::exchange(size, product(residual, residual));
        for (std::size_t i = 0; i < direction.size(); ++i)
            direction[i] = residual[i] + size / before * direction[i];
    }
    return result;
}

} // namespace

at::Tensor imputed(const at::Tensor& image, const at::Tensor& isRemoved)
{
    const at::Tensor removed = isRemoved.to(at::kCPU);
    const Neighbourhood system(removed);
    std::vector<at::Tensor> channels;
    for (const at::Tensor& channel : image.to(at::kCPU, at::kDouble).unbind(0)) {
        const at::Tensor known = channel.masked_fill(removed, 0);
        const Numbers wanted = system.onlyRemoved(system.neighbours(system.framed(known)));
        channels.push_back(known + system.unframed(solved(system, wanted)));
    }
    return at::stack(channels);
}

} // namespace saliscope::compute

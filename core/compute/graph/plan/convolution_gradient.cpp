// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/convolution_gradient.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>

#include "core/compute/graph/plan/one_dnn.h"

namespace saliscope::compute {

namespace {

bool areAll(const std::vector<int64_t>& numbers, int64_t value)
{
    return std::all_of(numbers.begin(), numbers.end(), [=](int64_t n) { return n == value; });
}

/// libtorch's own, for what the others do not take.
class LibraryGradient final : public ConvolutionGradient
{
public:
    LibraryGradient(at::Tensor weight, ConvolutionCall call)
        : m_weight(std::move(weight))
        , m_call(std::move(call))
    {}

    at::Tensor operator()(const at::Tensor& gradient, at::IntArrayRef sizes) const override
    {
        // Only the shape and the memory format of the input are looked at.
        const at::Tensor input =
            at::empty(sizes, gradient.options().memory_format(gradient.suggest_memory_format()));
        return std::get<0>(at::convolution_backward(
            gradient, input, m_weight, at::OptionalIntArrayRef(), m_call.stride, m_call.padding,
            m_call.dilation, m_call.isTransposed, m_call.outputPadding, m_call.groups, {true, false, false}));
    }

private:
    at::Tensor m_weight;
    ConvolutionCall m_call;
};

/// Weights (out, in / groups, ...) of a convolution as those of the one that goes back: (in, out / groups,
/// ...), turned round.
at::Tensor flipped(const at::Tensor& weight, int64_t groups)
{
    std::vector<int64_t> split = weight.sizes().vec();
    split[0] /= groups;
    split.insert(split.begin(), groups);
    std::vector<int64_t> joined = weight.sizes().vec();
    joined[0] = weight.size(1) * groups;
    joined[1] = split[1];
    std::vector<int64_t> spatial;
    for (int64_t axis = 2; axis < weight.dim(); ++axis)
        spatial.push_back(axis);
    return weight.reshape(split).transpose(1, 2).reshape(joined).flip(spatial).contiguous(
        weight.suggest_memory_format());
}

/// Stride 1: the convolution with the flipped weights, as fast as a forward.
class FlippedConvolution final : public ConvolutionGradient
{
public:
    FlippedConvolution(const at::Tensor& weight, const ConvolutionCall& call, at::IntArrayRef sizes)
        : m_call(call)
    {
        for (std::size_t i = 0; i < call.padding.size(); ++i)
            m_call.padding[i] = call.dilation[i] * (weight.size(int64_t(i) + 2) - 1) - call.padding[i];
        for (const at::Tensor& piece : pieces(flipped(weight, call.groups), call.groups)) {
            m_lengths.push_back(piece.size(1) * call.groups);
            const at::Tensor ordered = piece.contiguous(at::MemoryFormat::ChannelsLast);
            m_pieces.push_back(packed(ordered, m_call, {sizes[0], m_lengths.back(), sizes[2], sizes[3]}));
        }
    }

    static bool takes(const at::Tensor& weight, const ConvolutionCall& call)
    {
        for (std::size_t i = 0; i < call.padding.size(); ++i)
            if (call.padding[i] > call.dilation[i] * (weight.size(int64_t(i) + 2) - 1))
                return false;
        return areAll(call.stride, 1);
    }

    at::Tensor operator()(const at::Tensor& gradient, at::IntArrayRef) const override
    {
        at::Tensor sum;
        int64_t start = 0;
        for (std::size_t i = 0; i < m_pieces.size(); ++i) {
            const at::Tensor part = convolve(gradient.narrow(1, start, m_lengths[i]), m_pieces[i],
                                             m_call.padding, m_call.dilation, m_call.groups);
            sum = sum.defined() ? sum.add_(part) : part;
            start += m_lengths[i];
        }
        return sum;
    }

private:
    /// Each output of oneDNN's kernel is one chain of sums, whose rounding grows with its length.
    static std::vector<at::Tensor> pieces(const at::Tensor& weight, int64_t groups)
    {
        constexpr int64_t longestChain = 1200;
        const int64_t channels = longestChain / (weight.size(2) * weight.size(3));
        return groups == 1 ? weight.split(std::max<int64_t>(1, channels), 1)
                           : std::vector<at::Tensor>{weight};
    }

    ConvolutionCall m_call;           ///< Of the way back.
    std::vector<at::Tensor> m_pieces; ///< Of the weights: by input channels, that many each:
    std::vector<int64_t> m_lengths;
};

/// One axis of a convolution with stride s, taken back: input pixel s a + r gets weight k = r' + s m from
/// output a + floor((r + p) / s) - m, where r' = (r + p) mod s. Every remainder r is a convolution of its own
/// with stride 1; together they look at outputs a + low .. a + low + taps - 1.
struct PhaseAxis
{
    int64_t stride, padding, kernel, low, taps;

    PhaseAxis(int64_t stride_, int64_t padding_, int64_t kernel_)
        : stride(stride_)
        , padding(padding_)
        , kernel(kernel_)
    {
        low = kernel;
        int64_t high = -kernel;
        for (int64_t r = 0; r < stride; ++r) {
            const int64_t first = (r + padding) % stride;
            const int64_t count = (kernel - first + stride - 1) / stride;
            if (count <= 0)
                continue;
            high = std::max(high, (r + padding) / stride);
            low = std::min(low, (r + padding) / stride - count + 1);
        }
        taps = high - low + 1;
    }

    /// The weight's index for remainder `r` at tap `t`; -1 where there is none.
    int64_t weightIndex(int64_t r, int64_t t) const
    {
        const int64_t m = (r + padding) / stride - low - t;
        const int64_t k = (r + padding) % stride + stride * m;
        return m >= 0 && k < kernel ? k : -1;
    }

    /// Padding with which a convolution of `outputs` gradients gives at least those of `inputs` pixels.
    int64_t gradientPadding(int64_t inputs, int64_t outputs) const
    {
        const int64_t wanted = (inputs + stride - 1) / stride;
        return std::max({int64_t(0), -low, wanted + low + taps - 1 - outputs});
    }
};

/// Few input channels (a network's first layer): all remainders at once as a convolution of stride 1 with
/// in * stride^2 channels, whose result is shuffled into place.
class PhaseConvolution final : public ConvolutionGradient
{
public:
    PhaseConvolution(const at::Tensor& weight, const ConvolutionCall& call)
        : m_rows(call.stride[0], call.padding[0], weight.size(2))
        , m_columns(call.stride[1], call.padding[1], weight.size(3))
    {
        const int64_t s = call.stride[0];
        const int64_t in = weight.size(1);
        at::Tensor phases =
            at::zeros({in, s, s, weight.size(0), m_rows.taps, m_columns.taps}, weight.options());
        for (int64_t r = 0; r < s; ++r)
            for (int64_t c = 0; c < s; ++c)
                for (int64_t i = 0; i < m_rows.taps; ++i)
                    for (int64_t j = 0; j < m_columns.taps; ++j) {
                        const int64_t row = m_rows.weightIndex(r, i);
                        const int64_t column = m_columns.weightIndex(c, j);
                        if (row >= 0 && column >= 0)
                            phases.select(1, r).select(1, c).select(2, i).select(2, j).copy_(
                                weight.select(2, row).select(2, column).t());
                    }
        m_weight = phases.reshape({in * s * s, weight.size(0), m_rows.taps, m_columns.taps})
                       .contiguous(at::MemoryFormat::ChannelsLast);
    }

    static bool takes(const at::Tensor& weight, const ConvolutionCall& call)
    {
        constexpr int64_t few = 4;
        return call.groups == 1 && weight.size(1) <= few && areAll(call.dilation, 1) &&
               call.stride[0] == call.stride[1] && call.stride[0] > 1;
    }

    at::Tensor operator()(const at::Tensor& gradient, at::IntArrayRef sizes) const override
    {
        const int64_t top = m_rows.gradientPadding(sizes[2], gradient.size(2));
        const int64_t left = m_columns.gradientPadding(sizes[3], gradient.size(3));
        const at::Tensor phases = convolve(gradient, m_weight, {top, left}, {1, 1}, 1);
        const int64_t s = m_rows.stride;
        const at::Tensor placed =
            at::pixel_shuffle(phases.narrow(2, top + m_rows.low, (sizes[2] + s - 1) / s)
                                  .narrow(3, left + m_columns.low, (sizes[3] + s - 1) / s),
                              s);
        return placed.narrow(2, 0, sizes[2]).narrow(3, 0, sizes[3]);
    }

private:
    PhaseAxis m_rows, m_columns;
    at::Tensor m_weight;
};

} // namespace

std::shared_ptr<ConvolutionGradient>
makeConvolutionGradient(const at::Tensor& weight, const ConvolutionCall& call, at::IntArrayRef sizes)
{
    if (!weight.device().is_cpu() || call.isTransposed || weight.dim() != 4)
        return std::make_shared<LibraryGradient>(weight, call);
    if (FlippedConvolution::takes(weight, call))
        return std::make_shared<FlippedConvolution>(weight, call, sizes);
    if (PhaseConvolution::takes(weight, call))
        return std::make_shared<PhaseConvolution>(weight, call);
    return std::make_shared<LibraryGradient>(weight, call);
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/one_dnn.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include <algorithm>

namespace saliscope::compute {

namespace {

using Scalars = c10::List<std::optional<at::Scalar>>;
using OptionalTensor = std::optional<at::Tensor>;

template <typename Signature>
c10::TypedOperatorHandle<Signature> oneDnn(const char* name)
{
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

at::Tensor pointwiseLinear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias)
{
    using Signature = at::Tensor(const at::Tensor&, const at::Tensor&, const OptionalTensor&,
                                 std::string_view, Scalars, std::optional<std::string_view>);
    static const auto call = oneDnn<Signature>("mkldnn::_linear_pointwise");
    return call.call(x, weight, bias.defined() ? OptionalTensor(bias) : std::nullopt, "none", Scalars(), "");
}

/// oneDNN adds up all products of an output in one chain, whose rounding grows with its length: three times
/// that of MKL for a classifier's 1280 features. Sums of short chains are better than either.
constexpr int64_t longestChain = 128;

at::Tensor linearByPieces(const at::Tensor& x, const LinearWeight& weight, const at::Tensor& bias)
{
    at::Tensor sum;
    int64_t start = 0;
    for (const at::Tensor& piece : weight.pieces) {
        const at::Tensor part = pointwiseLinear(x.narrow(1, start, piece.size(1)).contiguous(), piece, {});
        sum = sum.defined() ? sum.add_(part) : part;
        start += piece.size(1);
    }
    return bias.defined() ? sum.add_(bias) : sum;
}

} // namespace

bool isForOneDnn(const at::Tensor& tensor)
{
    return tensor.device().is_cpu() && tensor.scalar_type() == at::kFloat;
}

at::Tensor convolve(const at::Tensor& input, const at::Tensor& weight, const std::vector<int64_t>& padding,
                    const std::vector<int64_t>& dilation, int64_t groups)
{
    const std::vector<int64_t> stride(padding.size(), 1);
    if (!isForOneDnn(input) || weight.dim() != 4)
        return at::convolution(input, weight, {}, stride, padding, dilation, false,
                               std::vector<int64_t>(padding.size()), groups);
    using Signature = at::Tensor(const at::Tensor&, const at::Tensor&, const OptionalTensor&, at::IntArrayRef,
                                 at::IntArrayRef, at::IntArrayRef, int64_t, std::string_view, Scalars,
                                 std::optional<std::string_view>);
    static const auto call = oneDnn<Signature>("mkldnn::_convolution_pointwise");
    return call.call(input.contiguous(at::MemoryFormat::ChannelsLast), weight, {}, padding, stride, dilation,
                     groups, "none", Scalars(), "");
}

at::Tensor packed(const at::Tensor& weight, const ConvolutionCall& call, at::IntArrayRef inputSizes)
{
    if (!isForOneDnn(weight) || weight.dim() != 4 || call.isTransposed || inputSizes.size() != 4)
        return weight;
    using Signature = at::Tensor(const at::Tensor&, at::IntArrayRef, at::IntArrayRef, at::IntArrayRef,
                                 int64_t, at::OptionalIntArrayRef);
    static const auto reorder = oneDnn<Signature>("mkldnn::_reorder_convolution_weight");
    return reorder.call(weight, call.padding, call.stride, call.dilation, call.groups, inputSizes);
}

LinearWeight::LinearWeight(const at::Tensor& weight, bool isForRows)
    : whole(weight)
{
    if (isForRows && isForOneDnn(weight))
        for (const at::Tensor& piece : weight.split(longestChain, 1))
            pieces.push_back(piece.contiguous());
}

at::Tensor linear(const at::Tensor& x, const LinearWeight& weight, const at::Tensor& bias)
{
    if (!isForOneDnn(x) || x.dim() < 2 || x.numel() == 0)
        return at::linear(x, weight.whole, bias.defined() ? OptionalTensor(bias) : std::nullopt);
    if (x.numel() == x.size(-1)) {
        std::vector<int64_t> shape = x.sizes().vec();
        shape.back() = weight.whole.size(0);
        const at::Tensor twice = x.reshape({1, x.size(-1)}).expand({2, x.size(-1)}).contiguous();
        return linear(twice, weight, bias).narrow(0, 0, 1).reshape(shape);
    }
    if (x.dim() > 2)
        return pointwiseLinear(x, weight.whole, bias);
    return linearByPieces(x, weight.pieces.empty() ? LinearWeight(weight.whole, true) : weight, bias);
}

} // namespace saliscope::compute

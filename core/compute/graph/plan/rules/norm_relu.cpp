// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/norm_relu.h"

#include <ATen/ATen.h>
#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/core/function_schema.h>

#include <algorithm>

#include "core/compute/graph/plan/channel_kernels.h"
#include "core/compute/graph/plan/rule.h"

namespace saliscope::compute {

namespace {

/// Pixels that fit the cache together.
int64_t pixelsAtOnce(int64_t channels)
{
    constexpr int64_t numbers = 16384;
    return std::max<int64_t>(1, numbers / channels);
}

at::Tensor perChannel(const at::Tensor& numbers, const at::Tensor& like)
{
    std::vector<int64_t> shape(std::size_t(like.dim()), 1);
    shape[1] = -1;
    return numbers.view(shape);
}

at::Tensor blank(const TensorMeta& meta)
{
    return at::empty(meta.sizes, meta.options.memory_format(at::MemoryFormat::ChannelsLast));
}

/// Part by part into `y`, a few pixels at a time.
template <typename T>
void writeParts(const std::vector<at::Tensor>& parts, const T* scale, const T* shift, at::Tensor& y)
{
    const int64_t channels = y.size(1);
    std::vector<Channels<const T>> inputs;
    for (const at::Tensor& part : parts)
        inputs.push_back({part.const_data_ptr<T>(), part.size(1), part.size(1)});
    T* const out = y.mutable_data_ptr<T>();
    const int64_t few = pixelsAtOnce(channels);
    const int64_t pixels = y.numel() / channels;
    at::parallel_for(0, (pixels + few - 1) / few, 2, [&](int64_t begin, int64_t end) {
        for (int64_t pixel = begin * few; pixel < std::min(end * few, pixels); pixel += few) {
            const int64_t count = std::min(few, pixels - pixel);
            int64_t start = 0;
            for (Channels<const T> x : inputs) {
                x.first += pixel * x.stride;
                scaleShiftCut(x, scale + start, shift + start, count,
                              {out + pixel * channels + start, x.count, channels});
                start += x.count;
            }
        }
    });
}

at::Tensor normRelu(const std::vector<at::Tensor>& parts, const at::Tensor& scale, const at::Tensor& shift)
{
    if (!std::all_of(parts.begin(), parts.end(), isForChannelKernels)) {
        const at::Tensor x = parts.size() == 1 ? parts.front() : at::cat(parts, 1);
        return at::addcmul(perChannel(shift, x), x, perChannel(scale, x)).relu_();
    }
    std::vector<int64_t> sizes = parts.front().sizes().vec();
    sizes[1] = scale.size(0);
    at::Tensor y = at::empty(sizes, parts.front().options().memory_format(at::MemoryFormat::ChannelsLast));
    AT_DISPATCH_FLOATING_TYPES(y.scalar_type(), "normRelu", [&] {
        writeParts(parts, scale.const_data_ptr<scalar_t>(), shift.const_data_ptr<scalar_t>(), y);
    });
    return y;
}

/// Where a part's gradient goes.
struct Destination
{
    at::Tensor tensor; ///< Undefined: nobody asks.
    int64_t channels;
    bool adds; ///< To what is there.
};

template <typename T>
void writeGradients(const at::Tensor& gradient, const at::Tensor& y, const T* scale,
                    const std::vector<Destination>& destinations)
{
    const int64_t channels = y.size(1);
    const T* const g = gradient.const_data_ptr<T>();
    const T* const value = y.const_data_ptr<T>();
    const int64_t few = pixelsAtOnce(channels);
    const int64_t pixels = y.numel() / channels;
    at::parallel_for(0, (pixels + few - 1) / few, 2, [&](int64_t begin, int64_t end) {
        for (int64_t pixel = begin * few; pixel < std::min(end * few, pixels); pixel += few) {
            int64_t start = 0;
            for (const Destination& to : destinations) {
                const int64_t offset = pixel * channels + start;
                if (to.tensor.defined())
                    scaleShiftCutBackward(
                        {g + offset, to.channels, channels}, value + offset, scale + start,
                        std::min(few, pixels - pixel), to.adds,
                        {to.tensor.mutable_data_ptr<T>() + pixel * to.channels, to.channels, to.channels});
                start += to.channels;
            }
        }
    });
}

/// The destination of a part: the sum that is there already, the gradient's own memory, or new memory.
Destination destinationOf(Frame& frame, std::size_t element, const at::Tensor& gradient)
{
    const TensorMeta& part = frame.input(0, element);
    if (!frame.needs(0, element))
        return {{}, part.sizes[1], false};
    at::Tensor sum = frame.writableSum(0, element);
    if (sum.defined() && isForChannelKernels(sum) && sum.scalar_type() == gradient.scalar_type())
        return {std::move(sum), part.sizes[1], true};
    const bool isAlone = frame.elements(0) == 1 && isOwned(gradient);
    return {isAlone ? gradient : blank(part), part.sizes[1], false};
}

void giveGenerally(Frame& frame, const at::Tensor& gradient)
{
    const at::Tensor& y = frame.output();
    const at::Tensor g = at::threshold_backward(gradient, y, 0) * perChannel(frame.tensor(1), y);
    int64_t start = 0;
    for (std::size_t e = 0; e < frame.elements(0); ++e) {
        const int64_t channels = frame.input(0, e).sizes[1];
        frame.give(0, g.narrow(1, start, channels), e);
        start += channels;
    }
}

void backward(Frame& frame)
{
    const at::Tensor& y = frame.output();
    at::Tensor g = frame.takeGradient();
    if (!isForChannelKernels(y) || g.scalar_type() != y.scalar_type())
        return giveGenerally(frame, g);
    g = g.contiguous(at::MemoryFormat::ChannelsLast);
    std::vector<Destination> destinations;
    for (std::size_t e = 0; e < frame.elements(0); ++e)
        destinations.push_back(destinationOf(frame, e, g));
    AT_DISPATCH_FLOATING_TYPES(y.scalar_type(), "normReluBackward", [&] {
        writeGradients(g, y, frame.tensor(1).const_data_ptr<scalar_t>(), destinations);
    });
    g.reset();
    for (std::size_t e = 0; e < destinations.size(); ++e)
        if (destinations[e].tensor.defined() && !destinations[e].adds)
            frame.give(0, std::move(destinations[e].tensor), e);
}

} // namespace

Operator normReluOperator()
{
    static const c10::FunctionSchema schema(
        normReluName, "",
        {c10::Argument("parts", c10::ListType::ofTensors()), c10::Argument("scale"), c10::Argument("shift")},
        {c10::Argument("")});
    return {normReluName, &schema, [](torch::jit::Stack& stack) {
                const at::Tensor shift = torch::jit::pop(stack).toTensor();
                const at::Tensor scale = torch::jit::pop(stack).toTensor();
                const std::vector<at::Tensor> parts = torch::jit::pop(stack).toTensorVector();
                stack.emplace_back(normRelu(parts, scale, shift));
            }};
}

void addNormReluRules(RuleTable& table)
{
    addRule(table, {normReluName}, {backward, 0, 1, false, 2 | 4});
}

} // namespace saliscope::compute

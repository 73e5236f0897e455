// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pieces that make a gradient sample, each beside what libtorch offers for it.
#include <ATen/ATen.h>
#include <benchmark/benchmark.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/compute/allocator.h"
#include "core/compute/ascent/transforms/transforms.h"
#include "core/compute/graph/plan/activation_kernel.h"
#include "core/compute/graph/plan/channel_kernels.h"
#include "core/compute/graph/plan/convolution_gradient.h"
#include "core/compute/graph/plan/norm_relu.h"
#include "core/compute/methods/philox_noise.h"

using namespace saliscope::compute;

namespace {

constexpr int64_t batch = 8;

/// A 2-D convolution as networks have it.
struct Shape
{
    const char* name;
    int64_t in, out, size, kernel, stride, groups;
};

constexpr std::array shapes{Shape{"stem 7x7 / 2", 3, 64, 224, 7, 2, 1},
                            Shape{"stem 3x3 / 2", 3, 32, 224, 3, 2, 1},
                            Shape{"3x3", 64, 64, 56, 3, 1, 1},
                            Shape{"3x3, many channels", 512, 512, 7, 3, 1, 1},
                            Shape{"3x3 / 2", 128, 128, 56, 3, 2, 1},
                            Shape{"1x1", 96, 24, 56, 1, 1, 1},
                            Shape{"1x1 / 2", 256, 512, 56, 1, 2, 1},
                            Shape{"depthwise 3x3", 96, 96, 56, 3, 1, 96},
                            Shape{"depthwise 3x3 / 2", 96, 96, 112, 3, 2, 96}};

struct Convolution
{
    explicit Convolution(const Shape& shape)
        : call{.stride = {shape.stride, shape.stride},
               .padding = {shape.kernel / 2, shape.kernel / 2},
               .dilation = {1, 1},
               .outputPadding = {0, 0},
               .groups = shape.groups}
        , weight(at::randn({shape.out, shape.in / shape.groups, shape.kernel, shape.kernel})
                     .contiguous(at::MemoryFormat::ChannelsLast))
        , input(
              at::randn({batch, shape.in, shape.size, shape.size}).contiguous(at::MemoryFormat::ChannelsLast))
        , output(forward())
    {}

    at::Tensor forward() const
    {
        return at::convolution(input, weight, {}, call.stride, call.padding, call.dilation, false,
                               call.outputPadding, call.groups);
    }

    ConvolutionCall call;
    at::Tensor weight, input, output;
};

void forward(benchmark::State& state)
{
    const Convolution convolution(shapes[std::size_t(state.range(0))]);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(convolution.forward());
    state.SetLabel(shapes[std::size_t(state.range(0))].name);
}

void ownGradient(benchmark::State& state)
{
    const Convolution convolution(shapes[std::size_t(state.range(0))]);
    const auto gradient =
        makeConvolutionGradient(convolution.weight, convolution.call, convolution.output.sizes());
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize((*gradient)(convolution.output, convolution.input.sizes()));
    state.SetLabel(shapes[std::size_t(state.range(0))].name);
}

void libraryGradient(benchmark::State& state)
{
    const Convolution convolution(shapes[std::size_t(state.range(0))]);
    const ConvolutionCall& call = convolution.call;
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(at::convolution_backward(
            convolution.output, convolution.input, convolution.weight, at::OptionalIntArrayRef(), call.stride,
            call.padding, call.dilation, false, call.outputPadding, call.groups, {true, false, false}));
    state.SetLabel(shapes[std::size_t(state.range(0))].name);
}

void ownNoise(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(philoxNormals({3, 224, 224}, 1, 0, batch, at::kFloat));
    state.SetItemsProcessed(int64_t(state.iterations()) * batch * 3 * 224 * 224);
}

void libraryNoise(benchmark::State& state)
{
    at::Tensor numbers = at::empty({batch, 3, 224, 224});
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(numbers.normal_());
    state.SetItemsProcessed(int64_t(state.iterations()) * batch * 3 * 224 * 224);
}

/// A layer of DenseNet in its middle: what came before, joined, normalised and cut off.
struct DenseLayer
{
    DenseLayer()
    {
        for (int64_t i = 0; i < 9; ++i)
            parts.push_back(
                at::randn({batch, i ? 32 : 128, 28, 28}).contiguous(at::MemoryFormat::ChannelsLast));
    }

    at::Tensor own() const
    {
        torch::jit::Stack stack{parts, scale, shift};
        normReluOperator().call(stack);
        return stack.front().toTensor();
    }
    at::Tensor library() const
    {
        return at::batch_norm(at::cat(parts, 1), scale, shift, mean, variance, false, 0.1, 1e-5, false)
            .relu();
    }

    std::vector<at::Tensor> parts;
    at::Tensor scale = at::randn({384}), shift = at::randn({384}), mean = at::randn({384}),
               variance = at::rand({384}) + 0.5;
};

void ownNormRelu(benchmark::State& state)
{
    const DenseLayer layer;
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(layer.own());
}

void libraryNormRelu(benchmark::State& state)
{
    const DenseLayer layer;
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(layer.library());
}

/// The pixels of an expanded layer of EfficientNet-B0, and what arrives at them on the way back.
struct ExcitedLayer
{
    at::Tensor x = at::randn({batch, 144, 56, 56}).contiguous(at::MemoryFormat::ChannelsLast);
    at::Tensor gradient = at::randn_like(x);
    at::Tensor factor = at::rand({batch, 144, 1, 1}), spread = at::rand({batch, 144, 1, 1});
    at::Tensor out = at::empty_like(x);
};

void passLayerBack(const ExcitedLayer& layer, bool isExcited)
{
    const int64_t area = layer.x.size(2) * layer.x.size(3);
    const int64_t channels = layer.x.size(1);
    for (int64_t i = 0; i < batch; ++i)
        passBack(ActivationGradient<float>{
            .kind = Activation::Silu,
            .gradient = layer.gradient.const_data_ptr<float>() + i * area * channels,
            .factor = isExcited ? layer.factor.const_data_ptr<float>() + i * channels : nullptr,
            .spread = isExcited ? layer.spread.const_data_ptr<float>() + i * channels : nullptr,
            .kept = layer.x.const_data_ptr<float>() + i * area * channels,
            .out = layer.out.mutable_data_ptr<float>() + i * area * channels,
            .pixels = area,
            .channels = channels});
}

void ownSiluBackward(benchmark::State& state)
{
    const ExcitedLayer layer;
    for ([[maybe_unused]] auto _ : state)
        passLayerBack(layer, false);
}

void librarySiluBackward(benchmark::State& state)
{
    ExcitedLayer layer;
    for ([[maybe_unused]] auto _ : state)
        at::silu_backward_out(layer.out, layer.gradient, layer.x);
}

/// The channels' gradients, their factor and mean, and SiLU.
void ownExciteBackward(benchmark::State& state)
{
    const ExcitedLayer layer;
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(sumOfProducts(layer.gradient, layer.x));
        passLayerBack(layer, true);
    }
}

void libraryExciteBackward(benchmark::State& state)
{
    ExcitedLayer layer;
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize((layer.gradient * layer.x).sum({2, 3}, true));
        at::mul_out(layer.out, layer.gradient, layer.factor);
        layer.out.add_(layer.spread);
        at::silu_backward_out(layer.out, layer.out, layer.x);
    }
}

/// A picture of ascent, zoomed and turned, and the way back.
template <typename Sample>
void sampleThereAndBack(benchmark::State& state, const Sample& sample)
{
    const at::AutoGradMode record(true);
    const at::Tensor picture = at::rand({1, 3, 240, 240}).requires_grad_(true);
    const at::Tensor gradient = at::rand({1, 3, 252, 252});
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(torch::autograd::grad({sample(picture)}, {picture}, {gradient}));
}

void ownZoomAndTurn(benchmark::State& state)
{
    sampleThereAndBack(state,
                       [](const at::Tensor& picture) { return rotated(resized(picture, 252, 252), 0.1); });
}

void libraryZoomAndTurn(benchmark::State& state)
{
    const at::Tensor matrix = at::tensor({0.995F, 0.1F, 0.F, -0.1F, 0.995F, 0.F}).reshape({1, 2, 3});
    sampleThereAndBack(state, [&](const at::Tensor& picture) {
        const at::Tensor zoomed = at::upsample_bilinear2d(picture, {252, 252}, false);
        return at::grid_sampler(zoomed, at::affine_grid_generator(matrix, zoomed.sizes(), true), 0, 0, true);
    });
}

} // namespace

BENCHMARK(ownZoomAndTurn)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(libraryZoomAndTurn)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(ownNormRelu)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(libraryNormRelu)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(ownSiluBackward)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(librarySiluBackward)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(ownExciteBackward)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(libraryExciteBackward)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(ownNoise)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(libraryNoise)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(forward)->DenseRange(0, int64_t(shapes.size()) - 1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(ownGradient)
    ->DenseRange(0, int64_t(shapes.size()) - 1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(libraryGradient)
    ->DenseRange(0, int64_t(shapes.size()) - 1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

int main(int argc, char** argv)
{
    tuneAllocator(); // As the program does: page faults would be most of what is measured.
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}

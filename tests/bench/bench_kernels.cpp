// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pieces that make a gradient sample, each beside what libtorch offers for it.
#include <ATen/ATen.h>
#include <benchmark/benchmark.h>

#include "core/compute/allocator.h"
#include "core/compute/graph/plan/convolution_gradient.h"
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

} // namespace

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

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/rules/through_activation.h"

#include <ATen/ATen.h>
#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>

#include "core/compute/graph/plan/channel_kernels.h"
#include "core/compute/graph/plan/rules/in_place.h"

namespace saliscope::compute {

namespace {

at::Tensor byLibrary(at::Tensor gradient, Activation kind, const at::Tensor& kept, double low, double high)
{
    return onGradient(std::move(gradient), kept, [&](at::Tensor& out, const at::Tensor& g) {
        switch (kind) {
        case Activation::Relu:
            at::threshold_backward_out(out, g, kept, 0);
            break;
        case Activation::Hardtanh:
            at::hardtanh_backward_out(out, g, kept, low, high);
            break;
        case Activation::Silu:
            at::silu_backward_out(out, g, kept);
            break;
        case Activation::Hardswish:
            at::hardswish_backward_out(out, g, kept);
            break;
        }
    });
}

/// Where nothing is pending libtorch is as quick with clamps.
bool isForKernel(const LazyGradient& gradient, Activation kind, const at::Tensor& kept)
{
    const bool pays = gradient.factor.defined() || gradient.spread.defined() || kind == Activation::Hardswish;
    const bool fits = !gradient.whole.defined() ||
                      (isForChannelKernels(gradient.whole) && gradient.whole.sizes() == kept.sizes() &&
                       gradient.whole.scalar_type() == kept.scalar_type());
    return pays && fits && isForChannelKernels(kept);
}

template <typename T>
const T* numbers(const at::Tensor& tensor)
{
    return tensor.defined() ? tensor.const_data_ptr<T>() : nullptr;
}

/// One picture's piece of the job, some pixels from `first` on.
template <typename T>
ActivationGradient<T> piece(ActivationGradient<T> job, int64_t picture, int64_t first, int64_t count)
{
    const int64_t start = (picture * job.pixels + first) * job.channels;
    const auto move = [](auto*& pointer, int64_t by) {
        if (pointer)
            pointer += by;
    };
    move(job.gradient, start);
    move(job.kept, start);
    move(job.out, start);
    move(job.factor, picture * job.channels);
    move(job.spread, picture * job.channels);
    job.pixels = count;
    return job;
}

template <typename T>
void passPicturesBack(const ActivationGradient<T>& job, int64_t pictures)
{
    const int64_t few = std::max<int64_t>(1, 16384 / job.channels);
    const int64_t pieces = (job.pixels + few - 1) / few;
    at::parallel_for(0, pictures * pieces, 2, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; ++i) {
            const int64_t first = i % pieces * few;
            passBack(piece(job, i / pieces, first, std::min(few, job.pixels - first)));
        }
    });
}

} // namespace

at::Tensor throughActivation(Frame& frame, Activation kind, const at::Tensor& kept, double low, double high)
{
    LazyGradient gradient = frame.takeGradientLazily();
    if (!isForKernel(gradient, kind, kept))
        return byLibrary(std::move(gradient).settled(), kind, kept, low, high);
    const bool isFree = gradient.whole.defined() && isOwned(gradient.whole);
    at::Tensor out = isFree ? gradient.whole : at::empty_like(kept);
    const at::Tensor factor = gradient.factor.defined() ? gradient.factor.contiguous() : at::Tensor();
    const at::Tensor spread = gradient.spread.defined() ? gradient.spread.contiguous() : at::Tensor();
    AT_DISPATCH_FLOATING_TYPES(kept.scalar_type(), "throughActivation", [&] {
        const ActivationGradient<scalar_t> job{.kind = kind,
                                               .low = low,
                                               .high = high,
                                               .gradient = numbers<scalar_t>(gradient.whole),
                                               .factor = numbers<scalar_t>(factor),
                                               .spread = numbers<scalar_t>(spread),
                                               .kept = kept.const_data_ptr<scalar_t>(),
                                               .out = out.mutable_data_ptr<scalar_t>(),
                                               .pixels = kept.size(2) * kept.size(3),
                                               .channels = kept.size(1)};
        passPicturesBack(job, kept.size(0));
    });
    return out;
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/activation_kernel.h"

// This file is compiled once for every instruction set: Highway includes it again from here.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/compute/graph/plan/activation_kernel.cpp"
#include <hwy/foreach_target.h> // first

#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace saliscope::compute {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <typename D, typename V>
HWY_INLINE V sigmoid(D d, V x)
{
    using T = hn::TFromD<D>;
    const V one = hn::Set(d, T(1));
    const V largest = hn::Set(d, T(sizeof(T) == 4 ? 87 : 700)); // Where exp is still a number.
    return hn::Div(one, hn::Add(one, hn::Exp(d, hn::Min(hn::Neg(x), largest))));
}

/// g f'(x) of SiLU, f' = s (1 + x (1 - s)).
struct SiluBack
{
    template <typename D, typename V>
    HWY_INLINE V operator()(D d, V g, V x) const
    {
        const V one = hn::Set(d, hn::TFromD<D>(1));
        const V s = sigmoid(d, x);
        return hn::Mul(g, hn::Mul(s, hn::MulAdd(x, hn::Sub(one, s), one)));
    }
};

/// g f'(x) of hardswish, f' = 0 up to -3, 1 from 3 on, x / 3 + 1/2 between.
struct HardswishBack
{
    template <typename D, typename V>
    HWY_INLINE V operator()(D d, V g, V x) const
    {
        using T = hn::TFromD<D>;
        const V slope = hn::MulAdd(x, hn::Set(d, T(1) / T(3)), hn::Set(d, T(0.5)));
        const V upper = hn::IfThenElse(hn::Ge(x, hn::Set(d, T(3))), g, hn::Mul(g, slope));
        return hn::IfThenZeroElse(hn::Le(x, hn::Set(d, T(-3))), upper);
    }
};

/// g where ReLU let through, by what came out.
struct ReluBack
{
    template <typename D, typename V>
    HWY_INLINE V operator()(D d, V g, V y) const
    {
        return hn::IfThenZeroElse(hn::Le(y, hn::Zero(d)), g);
    }
};

/// g between the bounds of a hardtanh, by what came out; 0 at a bound.
template <typename T>
struct HardtanhBack
{
    T low, high;

    template <typename D, typename V>
    HWY_INLINE V operator()(D d, V g, V y) const
    {
        const auto isOutside = hn::Or(hn::Le(y, hn::Set(d, low)), hn::Ge(y, hn::Set(d, high)));
        return hn::IfThenZeroElse(isOutside, g);
    }
};

template <typename T, typename Back>
void passRowsBack(ActivationGradient<T> job, const Back& back) // A copy: stores cannot change it.
{
    const hn::ScalableTag<T> wide;
    const hn::CappedTag<T, 1> single;
    const auto lanes = int64_t(hn::Lanes(wide));
    const auto visit = [&](auto d, int64_t offset, int64_t c) HWY_ATTR {
        auto g = job.gradient ? hn::LoadU(d, job.gradient + offset) : hn::Zero(d);
        if (job.factor)
            g = hn::Mul(g, hn::LoadU(d, job.factor + c));
        if (job.spread)
            g = hn::Add(g, hn::LoadU(d, job.spread + c));
        hn::StoreU(back(d, g, hn::LoadU(d, job.kept + offset)), d, job.out + offset);
    };
    for (int64_t pixel = 0; pixel < job.pixels; ++pixel) {
        const int64_t row = pixel * job.channels;
        int64_t c = 0;
        for (; c + lanes <= job.channels; c += lanes)
            visit(wide, row + c, c);
        for (; c < job.channels; ++c)
            visit(single, row + c, c);
    }
}

template <typename T>
void passKindBack(const ActivationGradient<T>& job)
{
    switch (job.kind) {
    case Activation::Relu:
        passRowsBack(job, ReluBack());
        break;
    case Activation::Hardtanh:
        passRowsBack(job, HardtanhBack<T>{T(job.low), T(job.high)});
        break;
    case Activation::Silu:
        passRowsBack(job, SiluBack());
        break;
    case Activation::Hardswish:
        passRowsBack(job, HardswishBack());
        break;
    }
}

void passFloatsBack(const ActivationGradient<float>& job)
{
    passKindBack(job);
}
void passDoublesBack(const ActivationGradient<double>& job)
{
    passKindBack(job);
}

} // namespace HWY_NAMESPACE
} // namespace saliscope::compute
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace saliscope::compute {

HWY_EXPORT(passFloatsBack);
HWY_EXPORT(passDoublesBack);

void passBack(const ActivationGradient<float>& job)
{
    HWY_DYNAMIC_DISPATCH(passFloatsBack)(job);
}

void passBack(const ActivationGradient<double>& job)
{
    HWY_DYNAMIC_DISPATCH(passDoublesBack)(job);
}

} // namespace saliscope::compute
#endif

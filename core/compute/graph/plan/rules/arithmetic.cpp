// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

#include "core/compute/graph/plan/channel_kernels.h"
#include "core/compute/graph/plan/rule.h"

namespace saliscope::compute {

namespace {

constexpr unsigned first = 1;
constexpr unsigned second = 2;

/// Summed over the axes along which the argument was broadcast, in the argument's type.
void giveReduced(Frame& frame, std::size_t i, const at::Tensor& gradient)
{
    if (!frame.needs(i))
        return;
    const TensorMeta& meta = frame.input(i);
    frame.give(i, at::sum_to(gradient, meta.sizes).to(meta.options.dtype()));
}

at::Tensor scaled(const at::Tensor& gradient, const at::Scalar& factor)
{
    return factor.equal(1) ? gradient : gradient * factor;
}

/// add: self + alpha other; sub: self - alpha other; rsub: other - alpha self.
void sum(Frame& frame)
{
    const bool isReversed = frame.name().starts_with("aten::rsub");
    const bool isDifference = isReversed || frame.name().starts_with("aten::sub");
    const at::Scalar alpha = frame.argument(2).toScalar();
    const at::Scalar factor = isDifference ? -alpha : alpha;
    const at::Tensor g = frame.takeGradient();
    giveReduced(frame, 0, isReversed ? scaled(g, factor) : g);
    if (frame.needs(1))
        giveReduced(frame, 1, isReversed ? g : scaled(g, factor));
}

/// A factor that is a tensor or a number.
at::Tensor times(const at::Tensor& gradient, const c10::IValue& factor)
{
    return factor.isTensor() ? gradient * factor.toTensor() : gradient * factor.toScalar();
}

/// Whether argument `i` varies with the input and is one number for all pixels of a channel of the other: the
/// factor of a squeeze-and-excite.
bool isPerChannel(const Frame& frame, std::size_t i)
{
    if (frame.elements(0) != 1 || frame.elements(1) != 1 || !frame.needs(i) ||
        frame.input(0).options.dtype() != frame.input(1).options.dtype())
        return false;
    const c10::DimVector& sizes = frame.input(i).sizes;
    const c10::DimVector& other = frame.input(1 - i).sizes;
    return sizes.size() == 4 && other.size() == 4 && sizes[0] == other[0] && sizes[1] == other[1] &&
           sizes[2] == 1 && sizes[3] == 1 && other[2] * other[3] > 1;
}

/// The same product: what goes to the whole picture is multiplied by the channels' factors later, with what
/// else happens to it.
void channelProduct(Frame& frame, std::size_t factor)
{
    at::Tensor g = frame.takeGradient();
    const at::Tensor whole = frame.tensor(1 - factor);
    if (isForChannelKernels(g) && isForChannelKernels(whole))
        frame.give(factor, sumOfProducts(g, whole));
    else
        giveReduced(frame, factor, g * whole);
    frame.giveScaled(1 - factor, std::move(g), frame.tensor(factor));
}

void product(Frame& frame)
{
    for (const std::size_t i : {0, 1})
        if (isPerChannel(frame, i))
            return channelProduct(frame, i);
    at::Tensor g = frame.takeGradient();
    if (frame.needs(1))
        giveReduced(frame, 1, g * frame.tensor(0));
    if (!frame.needs(0))
        return;
    const bool canScale = isOwned(g) && g.sizes() == at::IntArrayRef(frame.input(0).sizes);
    if (canScale && frame.argument(1).isTensor())
        giveReduced(frame, 0, g.mul_(frame.tensor(1)));
    else if (canScale)
        giveReduced(frame, 0, g.mul_(frame.argument(1).toScalar()));
    else
        giveReduced(frame, 0, times(g, frame.argument(1)));
}

void quotient(Frame& frame)
{
    const at::Tensor g = frame.takeGradient();
    if (!frame.argument(1).isTensor()) {
        giveReduced(frame, 0, g / frame.argument(1).toScalar());
        return;
    }
    const at::Tensor b = frame.tensor(1);
    giveReduced(frame, 0, g / b);
    if (frame.needs(1))
        giveReduced(frame, 1, -g * frame.tensor(0) / (b * b));
}

void power(Frame& frame)
{
    const at::Scalar exponent = frame.argument(1).toScalar();
    const at::Tensor g = frame.takeGradient();
    if (exponent.equal(0))
        frame.give(0, at::zeros_like(g));
    else
        frame.give(0, g * frame.tensor(0).pow(exponent.toDouble() - 1) * exponent);
}

/// where(condition, self, other).
void choice(Frame& frame)
{
    const at::Tensor condition = frame.tensor(0);
    const at::Tensor g = frame.takeGradient();
    if (frame.needs(1))
        giveReduced(frame, 1, at::where(condition, g, at::zeros_like(g)));
    if (frame.needs(2))
        giveReduced(frame, 2, at::where(condition, at::zeros_like(g), g));
}

template <at::Tensor (*Derivative)(const at::Tensor& value)>
void ofValue(Frame& frame)
{
    const at::Tensor value = frame.output().defined() ? frame.output() : frame.tensor(0);
    frame.give(0, frame.takeGradient() * Derivative(value));
}

at::Tensor same(const at::Tensor& y)
{
    return y;
}
at::Tensor inverse(const at::Tensor& x)
{
    return x.reciprocal();
}
at::Tensor halfInverse(const at::Tensor& y)
{
    return 0.5 / y;
}
at::Tensor minusHalfCube(const at::Tensor& y)
{
    return -0.5 * y * y * y;
}
at::Tensor minusSquare(const at::Tensor& y)
{
    return -(y * y);
}
at::Tensor sign(const at::Tensor& x)
{
    return x.sgn();
}
at::Tensor cosine(const at::Tensor& x)
{
    return x.cos();
}
at::Tensor minusSine(const at::Tensor& x)
{
    return -x.sin();
}
at::Tensor twice(const at::Tensor& x)
{
    return 2 * x;
}

} // namespace

void addArithmeticRules(RuleTable& table)
{
    addRule(table,
            {"aten::add.Tensor", "aten::add.Scalar", "aten::sub.Tensor", "aten::sub.Scalar",
             "aten::rsub.Tensor", "aten::rsub.Scalar"},
            {sum});
    addRule(table, {"aten::mul.Tensor", "aten::mul.Scalar"}, {product, first | second, 0, true});
    addRule(table, {"aten::div.Tensor", "aten::div.Scalar"}, {quotient, first | second});
    addRule(table, {"aten::neg"}, {[](Frame& f) { f.give(0, -f.takeGradient()); }});
    addRule(table, {"aten::pow.Tensor_Scalar"}, {power, first});
    addRule(table, {"aten::square"}, {ofValue<twice>, first});
    addRule(table, {"aten::exp"}, {ofValue<same>, 0, 1});
    addRule(table, {"aten::log"}, {ofValue<inverse>, first});
    addRule(table, {"aten::sqrt"}, {ofValue<halfInverse>, 0, 1});
    addRule(table, {"aten::rsqrt"}, {ofValue<minusHalfCube>, 0, 1});
    addRule(table, {"aten::reciprocal"}, {ofValue<minusSquare>, 0, 1});
    addRule(table, {"aten::abs"}, {ofValue<sign>, first});
    addRule(table, {"aten::sin"}, {ofValue<cosine>, first});
    addRule(table, {"aten::cos"}, {ofValue<minusSine>, first});
    addRule(table, {"aten::where.self"}, {choice, first});
}

} // namespace saliscope::compute

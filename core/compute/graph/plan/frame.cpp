// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/plan/frame.h"

#include <ATen/ATen.h>

namespace saliscope::compute {

bool isOwned(const at::Tensor& tensor)
{
    return tensor.use_count() == 1 && tensor.storage().use_count() == 1 &&
           tensor.is_non_overlapping_and_dense();
}

at::Tensor LazyGradient::settled() &&
{
    at::Tensor sum = std::move(whole);
    if (sum.defined() && factor.defined())
        sum = isOwned(sum) ? sum.mul_(factor) : sum * factor;
    if (!spread.defined())
        return sum;
    if (!sum.defined())
        return spread.expand(sizes);
    return isOwned(sum) ? sum.add_(spread) : sum + spread;
}

const at::Tensor& GradientSlots::settled(LazyGradient& gradient)
{
    if (gradient.factor.defined() || gradient.spread.defined())
        gradient = {std::exchange(gradient, {}).settled(), {}, {}, {}};
    return gradient.whole;
}

void GradientSlots::add(ValueId id, at::Tensor gradient)
{
    LazyGradient& lazy = m_sums[std::size_t(id)];
    if (!lazy.whole.defined()) {
        lazy.whole = std::move(gradient);
        return;
    }
    if (lazy.factor.defined())
        settled(lazy);
    at::Tensor& sum = lazy.whole;
    if (isOwned(sum))
        sum.add_(gradient);
    else if (isOwned(gradient))
        sum = gradient.add_(sum);
    else
        sum = sum + gradient;
}

void GradientSlots::addScaled(ValueId id, at::Tensor gradient, const at::Tensor& factor)
{
    LazyGradient& lazy = m_sums[std::size_t(id)];
    if (lazy.whole.defined())
        return add(id, LazyGradient{std::move(gradient), factor, {}, {}}.settled());
    lazy.whole = std::move(gradient);
    lazy.factor = factor;
}

void GradientSlots::addSpread(ValueId id, const at::Tensor& spread, const c10::DimVector& sizes)
{
    LazyGradient& lazy = m_sums[std::size_t(id)];
    lazy.spread = lazy.spread.defined() ? lazy.spread + spread : spread;
    lazy.sizes = sizes;
}

at::Tensor Frame::tensor(std::size_t i) const
{
    return argument(i).isTensor() ? argument(i).toTensor() : at::Tensor();
}

const ValueId* Frame::valueOf(std::size_t i, std::size_t element) const
{
    const Argument& given = m_node.inputs[i];
    return given.list() ? (*given.list())[element].valueId() : given.valueId();
}

bool Frame::needs(std::size_t i, std::size_t element) const
{
    const ValueId* id = valueOf(i, element);
    return id && m_slots.isWanted(*id);
}

void Frame::give(std::size_t i, at::Tensor gradient, std::size_t element)
{
    if (needs(i, element))
        m_slots.add(*valueOf(i, element), std::move(gradient));
}

void Frame::giveScaled(std::size_t i, at::Tensor gradient, const at::Tensor& factor)
{
    if (needs(i))
        m_slots.addScaled(*valueOf(i, 0), std::move(gradient), factor);
}

void Frame::giveSpread(std::size_t i, const at::Tensor& spread)
{
    if (needs(i))
        m_slots.addSpread(*valueOf(i, 0), spread, input(i).sizes);
}

at::Tensor Frame::writableSum(std::size_t i, std::size_t element) const
{
    const at::Tensor& sum = m_slots.sum(*valueOf(i, element));
    return sum.defined() && isOwned(sum) ? sum : at::Tensor();
}

} // namespace saliscope::compute

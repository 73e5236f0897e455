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

void GradientSlots::add(ValueId id, at::Tensor gradient)
{
    at::Tensor& sum = m_sums[std::size_t(id)];
    if (!sum.defined())
        sum = std::move(gradient);
    else if (isOwned(sum))
        sum.add_(gradient);
    else if (isOwned(gradient))
        sum = gradient.add_(sum);
    else
        sum = sum + gradient;
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

at::Tensor Frame::writableSum(std::size_t i, std::size_t element) const
{
    const at::Tensor& sum = m_slots.sum(*valueOf(i, element));
    return sum.defined() && isOwned(sum) ? sum : at::Tensor();
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/graph/arguments.h"

#include <ATen/ScalarOps.h>

namespace saliscope::compute {

namespace {

using c10::IValue;
using c10::TypeKind;

IValue convert(const IValue& value, const c10::Type& type, std::optional<int32_t> fixedLength);

template <typename T>
IValue typedList(const std::vector<IValue>& elements, const c10::Type& elementType)
{
    c10::List<T> list;
    list.reserve(elements.size());
    for (const IValue& element : elements)
        list.push_back(convert(element, elementType, {}).to<T>());
    return list;
}

IValue listOf(const std::vector<IValue>& elements, const c10::Type& elementType)
{
    switch (elementType.kind()) {
    case TypeKind::TensorType:
        return typedList<at::Tensor>(elements, elementType);
    case TypeKind::OptionalType:
        if (elementType.castRaw<c10::OptionalType>()->getElementType()->kind() == TypeKind::NumberType)
            return typedList<std::optional<at::Scalar>>(elements, elementType);
        return typedList<std::optional<at::Tensor>>(elements, elementType);
    case TypeKind::IntType:
    case TypeKind::SymIntType:
        return typedList<int64_t>(elements, elementType);
    case TypeKind::FloatType:
        return typedList<double>(elements, elementType);
    case TypeKind::BoolType:
        return typedList<bool>(elements, elementType);
    case TypeKind::StringType:
        return typedList<std::string>(elements, elementType);
    default:
        break;
    }
    c10::impl::GenericList list(c10::AnyType::get());
    for (const IValue& element : elements)
        list.push_back(element);
    return list;
}

IValue toList(const IValue& value, const c10::Type& elementType, std::optional<int32_t> fixedLength)
{
    if ((value.isTensorList() && elementType.kind() == TypeKind::TensorType) ||
        (value.isIntList() && elementType.kind() == TypeKind::IntType))
        return value;
    if (value.isList())
        return listOf(value.toListRef().vec(), elementType);
    return listOf(std::vector<IValue>(std::size_t(std::max(fixedLength.value_or(1), 1)), value), elementType);
}

/// The number in a zero-dimensional tensor, as TorchScript passes sizes around; other values as they are.
IValue toNumber(const IValue& value)
{
    return value.isTensor() && value.toTensor().dim() == 0 ? IValue(value.toTensor().item()) : value;
}

IValue convert(const IValue& value, const c10::Type& type, std::optional<int32_t> fixedLength)
{
    switch (type.kind()) {
    case TypeKind::TensorType:
        return value.isScalar() ? IValue(at::native::wrapped_scalar_tensor(value.toScalar())) : value;
    case TypeKind::OptionalType:
        return value.isNone()
                   ? value
                   : convert(value, *type.castRaw<c10::OptionalType>()->getElementType(), fixedLength);
    case TypeKind::ListType:
        return value.isNone() ? value
                              : toList(value, *type.castRaw<c10::ListType>()->getElementType(), fixedLength);
    case TypeKind::NumberType:
        return toNumber(value);
    case TypeKind::FloatType: {
        const IValue number = toNumber(value);
        return number.isInt() || number.isBool() ? IValue(number.toScalar().toDouble()) : number;
    }
    case TypeKind::IntType:
    case TypeKind::SymIntType: {
        const IValue number = toNumber(value);
        return number.isBool() ? IValue(int64_t(number.toBool())) : number;
    }
    case TypeKind::BoolType: {
        const IValue number = toNumber(value);
        return number.isInt() ? IValue(number.toInt() != 0) : number;
    }
    default:
        return value;
    }
}

} // namespace

IValue toSchemaType(const IValue& value, const c10::Argument& argument)
{
    return convert(value, *argument.type(), argument.N());
}

IValue listOfSchemaType(const std::vector<IValue>& elements, const c10::Argument& argument)
{
    const c10::Type* type = argument.type().get();
    if (const auto* optional = type->castRaw<c10::OptionalType>())
        type = optional->getElementType().get();
    const auto* list = type->castRaw<c10::ListType>();
    return listOf(elements, list ? *list->getElementType() : *c10::AnyType::get());
}

} // namespace saliscope::compute

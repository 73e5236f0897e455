// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/readers/script/script_value.h"

#include <algorithm>

namespace saliscope::compute {

ScriptValue ScriptValue::constant(c10::IValue value)
{
    ScriptValue result;
    result.m_value = std::move(value);
    return result;
}

ScriptValue ScriptValue::attribute(c10::IValue value, std::string path)
{
    ScriptValue result = constant(std::move(value));
    result.m_path = std::move(path);
    return result;
}

ScriptValue ScriptValue::dynamic(ValueId id, c10::IValue example, Dependence dependence)
{
    ScriptValue result = constant(std::move(example));
    result.m_id = id;
    result.m_dependence = dependence;
    return result;
}

ScriptValue ScriptValue::list(c10::TypePtr type, std::vector<ScriptValue> elements,
                              std::vector<c10::IValue> keys)
{
    ScriptValue result;
    result.m_container =
        std::make_shared<Container>(Container{std::move(type), std::move(elements), std::move(keys)});
    return result;
}

Dependence ScriptValue::dependence() const
{
    Dependence result = m_dependence;
    if (m_container) {
        for (const ScriptValue& element : m_container->elements)
            result = std::max(result, element.dependence());
    }
    return result;
}

c10::IValue ScriptValue::example() const
{
    if (!m_container)
        return m_value;
    std::vector<c10::IValue> values;
    for (const ScriptValue& element : m_container->elements)
        values.push_back(element.example());
    if (const auto list = m_container->type->cast<c10::ListType>()) {
        c10::impl::GenericList result(list->getElementType());
        for (c10::IValue& value : values)
            result.push_back(std::move(value));
        return result;
    }
    if (const auto dictionary = m_container->type->cast<c10::DictType>()) {
        c10::impl::GenericDict result(dictionary->getKeyType(), dictionary->getValueType());
        for (std::size_t i = 0; i < values.size(); ++i)
            result.insert(m_container->keys[i], std::move(values[i]));
        return result;
    }
    return c10::ivalue::Tuple::create(std::move(values));
}

} // namespace saliscope::compute

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// How much of a value is known before the model sees a picture.
enum class Dependence
{
    None,  ///< The same for every picture.
    Shape, ///< Follows from the shape (or dtype, device) of the picture: the example decides.
    Data   ///< Follows from the pixels.
};

/// What the partial evaluator knows about one TorchScript value: a constant, a value of the graph under
/// construction with the example's value beside it, or a container whose elements are again such values.
/// Copies of a container share their elements, as TorchScript's lists and dictionaries do.
class ScriptValue
{
public:
    /// A list, tuple or dictionary under construction.
    struct Container
    {
        c10::TypePtr type;
        std::vector<ScriptValue> elements;
        std::vector<c10::IValue> keys; ///< Of a dictionary, one per element.
    };

    ScriptValue() = default;
    static ScriptValue constant(c10::IValue value);
    /// A module, parameter or other attribute, reached by the dotted `path` from the top.
    static ScriptValue attribute(c10::IValue value, std::string path);
    static ScriptValue dynamic(ValueId id, c10::IValue example, Dependence dependence);
    static ScriptValue list(c10::TypePtr type, std::vector<ScriptValue> elements,
                            std::vector<c10::IValue> keys = {});

    bool isContainer() const { return m_container != nullptr; }
    bool isDynamic() const { return m_id >= 0; }
    ValueId id() const { return m_id; }
    const std::string& path() const { return m_path; }
    Container& container() const { return *m_container; }

    /// The strongest dependence of the value or of anything in it.
    Dependence dependence() const;
    bool isConstant() const { return dependence() == Dependence::None; }
    /// The value itself when constant, otherwise what it is for the example picture.
    c10::IValue example() const;

private:
    c10::IValue m_value;
    ValueId m_id = -1;
    Dependence m_dependence = Dependence::None;
    std::string m_path;
    std::shared_ptr<Container> m_container;
};

} // namespace saliscope::compute

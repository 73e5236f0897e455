// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/function_schema.h>

#include "core/compute/graph/graph.h"

namespace saliscope::compute {

/// `value` as a kernel of that schema argument expects it: numbers where tensors are asked for become wrapped
/// numbers (they do not promote), whole numbers become floats, single numbers become lists of the schema's
/// fixed length, lists get the element type of the schema.
c10::IValue toSchemaType(const c10::IValue& value, const c10::Argument& argument);

/// The same for a list given element by element.
c10::IValue listOfSchemaType(const std::vector<c10::IValue>& elements, const c10::Argument& argument);

} // namespace saliscope::compute

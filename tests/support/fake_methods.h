// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/method_info.h"

namespace saliscope::test {

/// "gradient", "smoothgrad" and "ascent" with the ids of the real ones.
QList<MethodInfo> fakeMethods();

} // namespace saliscope::test

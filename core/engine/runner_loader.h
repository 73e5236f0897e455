// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/engine/runner.h"

namespace saliscope {

/// Opens the compute module, and with it libtorch, and makes its runner; takes a few tenths of a second the
/// first time. Looked for in the folder $SALISCOPE_MODULE_DIR, then in ../lib/saliscope beside the program.
/// The module stays open until the process ends: libtorch cannot be unloaded. Errors: ModuleUnavailable.
Expected<std::unique_ptr<Runner>> openRunner();

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute/compute_runner.h"

/// The module's one symbol, named by createRunnerSymbol in core/engine/runner.h.
extern "C" __attribute__((visibility("default"))) saliscope::Runner* saliscopeCreateRunner()
{
    return new saliscope::compute::ComputeRunner;
}

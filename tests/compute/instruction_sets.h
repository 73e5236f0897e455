// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <hwy/targets.h>

namespace saliscope::compute {

/// Calls `check` once for every instruction set that the kernels were compiled for and this machine has.
template <typename Check>
void forEachInstructionSet(const Check& check)
{
    for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(target);
        check();
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().DeInit();
}

} // namespace saliscope::compute

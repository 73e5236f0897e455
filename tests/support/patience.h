// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saliscope::test {

/// What a time limit is multiplied by: the sanitizers make everything several times as slow.
#ifdef SALISCOPE_SANITIZED
inline constexpr double patience = 10;
#else
inline constexpr double patience = 1;
#endif

} // namespace saliscope::test

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace saliscope {

/// Memory of this process that lies in RAM now, in bytes; 0 where the system does not tell. Any thread.
qint64 residentMemory();

} // namespace saliscope

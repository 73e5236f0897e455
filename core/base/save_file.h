// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace saliscope {

/// Writes all of `bytes` to `path`, or leaves what was there: the file is written beside it and renamed.
/// Devices and pipes, such as /dev/stdout, are written directly. Error: FileUnwritable.
Expected<void> saveFile(const QString& path, const QByteArray& bytes);

} // namespace saliscope

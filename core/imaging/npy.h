// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/imaging/float_map.h"

namespace saliscope {

/// NumPy's NPY format 1.0, little-endian float32, C order: shape (H, W) for one channel, (C, H, W) otherwise.
QByteArray npyBytes(const FloatMap& map);

/// Writes npyBytes() whole or not at all. Error: FileUnwritable.
Expected<void> writeNpy(const QString& path, const FloatMap& map);

/// Reads a float32 or float64 array of two or three dimensions, C order, NPY 1.0 to 3.0. The header is
/// checked against the size of the file before anything is allocated. Errors: FileNotFound, FileUnreadable.
Expected<FloatMap> readNpy(const QString& path);

} // namespace saliscope

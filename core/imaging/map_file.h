// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "core/base/error.h"
#include "core/imaging/float_map.h"

namespace saliscope {

/// A row of the map a line, numbers with commas between them, each with as many digits as float32 needs; an
/// empty line between channels.
QByteArray csvBytes(const FloatMap& map);

/// Writes the raw map, whole or not at all: CSV where the name ends so, NPY otherwise. Error: FileUnwritable.
Expected<void> writeMap(const QString& path, const FloatMap& map);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace saliscope {

/// The full path of "models/...", "photos/..." and other data files, looked for in $SALISCOPE_RESOURCES, then
/// in
/// ../share/saliscope beside the program, then in the source folder. Empty when none of them has the file.
QString resourcePath(const QString& relativePath);

/// The model of the recipes that name none.
QString bundledModelPath();

} // namespace saliscope

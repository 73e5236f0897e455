// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/recipe/attribution.h"

namespace saliscope {

/// The command that computes the map anew: "saliscope explain PHOTO --method ... --out figure.png".
QString explainCommandLine(const Recipe& recipe, const QString& picturePath);

/// Quoted for a POSIX shell where needed.
QString shellQuoted(const QString& text);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace saliscope {

/// An icon of the window's own family, drawn in the text colour of the palette at the moment it is painted,
/// so that it can be read on light and dark.
QIcon symbolIcon(const QString& name);

} // namespace saliscope

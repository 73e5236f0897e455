// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace saliscope::app {

/// Opens the window with the files among `arguments`; returns the exit status. Without a display, with
/// unknown options or in a build without the window it says so.
int openWindow(int argc, char** argv, const QStringList& arguments);

} // namespace saliscope::app

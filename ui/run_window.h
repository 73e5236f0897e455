// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QApplication;

namespace saliscope {

/// Opens the window with `files` and runs until it is closed. Returns the exit code.
int runWindow(QApplication& app, const QStringList& files);

} // namespace saliscope

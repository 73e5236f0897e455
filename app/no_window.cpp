// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"
#include "app/window.h"
#include "core/base/strings.h"

namespace saliscope::app {

int openWindow(int, char**, const QStringList&)
{
    printMessage(u"saliscope: This build has no window\n"
                 "Use a command: saliscope --help lists them. CMake's SALISCOPE_GUI=ON builds the window."_s);
    return exitFailed;
}

} // namespace saliscope::app

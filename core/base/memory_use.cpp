// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/memory_use.h"

#include <QFile>

#include <unistd.h>

#include "core/base/strings.h"

namespace saliscope {

qint64 residentMemory()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArrayList pages = file.readAll().split(' '); // whole size, resident, ...
    return pages.size() < 2 ? 0 : pages.at(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

} // namespace saliscope

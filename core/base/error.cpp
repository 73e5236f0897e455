// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace saliscope {

QString Error::text() const
{
    QString result = title;
    for (const QString& part : {detail, hint}) {
        if (!part.isEmpty())
            result += u'\n' + part;
    }
    return result;
}

} // namespace saliscope

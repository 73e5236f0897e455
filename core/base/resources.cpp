// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/resources.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

#include "core/base/strings.h"

namespace saliscope {

QString resourcePath(const QString& relativePath)
{
    QStringList folders;
    if (const QString given = qEnvironmentVariable("SALISCOPE_RESOURCES"); !given.isEmpty())
        folders += given;
    folders += QCoreApplication::applicationDirPath() + u"/../share/saliscope"_s;
    folders += QStringLiteral(SALISCOPE_SOURCE_RESOURCES);
    for (const QString& folder : folders) {
        const QFileInfo file(folder + u'/' + relativePath);
        if (file.exists())
            return file.canonicalFilePath();
    }
    return {};
}

QString bundledModelPath()
{
    return resourcePath(u"models/efficientnet-lite0.pt2"_s);
}

} // namespace saliscope

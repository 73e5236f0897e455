// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/save_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace saliscope {
namespace {

struct SaveFile
{
    Q_DECLARE_TR_FUNCTIONS(SaveFile)

public:
    static tl::unexpected<Error> unwritable(const QString& path, const QString& reason)
    {
        return failure(ErrorCode::FileUnwritable,
                       tr("“%1” could not be written").arg(QDir::toNativeSeparators(path)), reason,
                       tr("Choose another folder or name, or free some space."));
    }
};

} // namespace

Expected<void> saveFile(const QString& path, const QByteArray& bytes)
{
    const QFileInfo info(path);
    if (info.isDir())
        return SaveFile::unwritable(path, SaveFile::tr("It is a folder."));
    if (!info.absoluteDir().exists())
        return SaveFile::unwritable(path, SaveFile::tr("The folder does not exist."));

    if (info.exists() && !info.isFile()) {
        QFile device(path);
        if (!device.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || device.write(bytes) != bytes.size())
            return SaveFile::unwritable(path, device.errorString());
        return {};
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return SaveFile::unwritable(path, file.errorString());
    return {};
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_hash.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <mutex>

namespace saliscope {
namespace {

struct Hashed
{
    qint64 size = 0;
    QDateTime time;
    QByteArray hash;
};

} // namespace

QByteArray fileHash(const QString& path)
{
    static std::mutex mutex;
    static QHash<QString, Hashed> known;
    const QFileInfo info(path);
    if (path.isEmpty() || !info.isFile())
        return {};
    const std::lock_guard lock(mutex);
    Hashed& entry = known[info.absoluteFilePath()];
    if (entry.hash.isEmpty() || entry.size != info.size() || entry.time != info.lastModified()) {
        QFile file(path);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
            return {};
        entry = {info.size(), info.lastModified(), hash.result()};
    }
    return entry.hash;
}

} // namespace saliscope

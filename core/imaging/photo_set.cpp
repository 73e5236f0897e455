// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imaging/photo_set.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QtEndian>

#include <algorithm>

#include "core/base/strings.h"
#include "core/imaging/picture_io.h"

namespace saliscope {
namespace {

struct PhotoSet
{
    Q_DECLARE_TR_FUNCTIONS(PhotoSet)
};

void addFolder(const QDir& folder, const QString& prefix, QList<SetPhoto>& photos)
{
    const QDir root(folder.absolutePath());
    QDirIterator files(folder.path(), pictureNameFilters(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        photos += SetPhoto{path, prefix + root.relativeFilePath(QFileInfo(path).absoluteFilePath())};
    }
}

} // namespace

QString SetPhoto::folder() const
{
    const qsizetype end = name.lastIndexOf(u'/');
    return end < 0 ? QString() : name.first(end).section(u'/', -1);
}

Expected<QList<SetPhoto>> findPhotos(const QStringList& paths)
{
    QList<SetPhoto> photos;
    for (const QString& path : paths) {
        const QFileInfo file(path);
        if (!file.exists())
            return failure(ErrorCode::FileNotFound,
                           PhotoSet::tr("“%1” does not exist").arg(QDir::toNativeSeparators(path)), {},
                           PhotoSet::tr("Check the path."));
        if (!file.isDir())
            photos += SetPhoto{path, file.fileName()};
        else
            addFolder(QDir(path), paths.size() > 1 ? QDir(path).dirName() + u'/' : QString(), photos);
    }
    if (photos.isEmpty())
        return failure(ErrorCode::InvalidArgument,
                       PhotoSet::tr("There is no photo in “%1”").arg(paths.join(PhotoSet::tr("”, “"))),
                       PhotoSet::tr("Photos are %1.").arg(pictureNameFilters().join(u", "_s)),
                       PhotoSet::tr("Name a folder with photos."));
    std::ranges::sort(photos, {}, &SetPhoto::name);
    const auto twin = std::ranges::adjacent_find(photos, {}, &SetPhoto::name);
    if (twin != photos.end())
        return failure(ErrorCode::InvalidArgument,
                       PhotoSet::tr("Two photos of the set are called “%1”").arg(twin->name),
                       twin->path + u'\n' + std::next(twin)->path,
                       PhotoSet::tr("Give the folder above both, so that their folders tell them apart."));
    return photos;
}

int folderClass(const SetPhoto& photo, const QStringList& labels)
{
    const auto plain = [](const QString& text) {
        return text.toCaseFolded().replace(u'_', u' ').simplified();
    };
    const QString folder = plain(photo.folder());
    for (int i = 0; i < labels.size(); ++i) {
        if (plain(labels[i]) == folder)
            return i;
    }
    bool isIndex = false;
    const int index = folder.toInt(&isIndex);
    return isIndex && index >= 0 && index < labels.size() ? index : -1;
}

bool Shard::holds(const QString& name) const
{
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
    return qFromBigEndian<quint64>(hash.constData()) % quint64(count) == quint64(index - 1);
}

Expected<Shard> parseShard(const QString& text)
{
    const QStringList parts = text.split(u'/');
    bool isIndex = false;
    bool isCount = false;
    const Shard shard{.index = parts.value(0).toInt(&isIndex), .count = parts.value(1).toInt(&isCount)};
    if (parts.size() == 2 && isIndex && isCount && shard.index >= 1 && shard.index <= shard.count)
        return shard;
    return failure(ErrorCode::InvalidArgument, PhotoSet::tr("“%1” is not a part of a set").arg(text), {},
                   PhotoSet::tr("Give K/N, such as 3/8 for the third of eight parts."));
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/file_finder.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFileInfo>

#include "core/base/file_hash.h"
#include "core/base/resources.h"
#include "core/base/strings.h"
#include "core/imaging/picture_io.h"

namespace saliscope {
namespace {

constexpr int mostCandidates = 20'000; ///< So that a search from the root ends.

struct Finder
{
    Q_DECLARE_TR_FUNCTIONS(FileFinder)

public:
    static tl::unexpected<Error> missing(const QString& path, const QString& name)
    {
        const QString detail = path.isEmpty() ? tr("It was pasted, so no file holds it.")
                               : QFileInfo::exists(path)
                                   ? tr("%1 holds something else now.").arg(path)
                                   : tr("%1 is not there, and no file with its content was found.").arg(path);
        return failure(ErrorCode::FileNotFound, tr("“%1” is missing").arg(name), detail,
                       tr("Name the folder it lies in with --search."));
    }
};

bool holds(const Picture& picture, const StoredPicture& stored)
{
    return picture.contentHash == stored.contentHash ||
           (!stored.fileHash.isEmpty() && sourceFileHash(picture) == stored.fileHash);
}

} // namespace

FileFinder::FileFinder(QStringList folders)
    : m_folders(std::move(folders))
{
    for (const QString& name : {u"photos"_s, u"models"_s}) {
        if (const QString folder = resourcePath(name); !folder.isEmpty())
            m_folders += folder;
    }
}

/// Files of that name first.
QStringList FileFinder::candidates(const QString& fileName, const QStringList& endings) const
{
    QStringList namesakes, others;
    for (const QString& folder : m_folders) {
        QDirIterator files(folder, endings, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext() && namesakes.size() + others.size() < mostCandidates) {
            const QString path = files.next();
            (files.fileName() == fileName ? namesakes : others) += path;
        }
    }
    return namesakes + others;
}

Expected<Picture> FileFinder::picture(const StoredPicture& stored) const
{
    const auto named = [&stored](Picture picture) {
        picture.name = stored.name;
        return picture;
    };
    if (m_pointed.contains(stored.path))
        return readPicture(m_pointed[stored.path]).map(named);
    const QString fileName = stored.fileName();
    QStringList paths{stored.path};
    paths += candidates(fileName, pictureNameFilters());
    for (const QString& path : paths) {
        const bool isNamesake = QFileInfo(path).fileName() == fileName;
        const bool isSameFile = !stored.fileHash.isEmpty() && fileHash(path) == stored.fileHash;
        if (path.isEmpty() || !(isNamesake || isSameFile))
            continue;
        if (const auto picture = readPicture(path); picture && holds(*picture, stored))
            return named(*picture);
    }
    return Finder::missing(stored.path, fileName);
}

Expected<QString> FileFinder::model(const StoredModel& stored) const
{
    if (m_pointed.contains(stored.path))
        return m_pointed[stored.path];
    const auto holdsIt = [&stored](const QString& path) {
        return QFileInfo(path).isFile() && (stored.fileHash.isEmpty() || fileHash(path) == stored.fileHash);
    };
    const QString fileName = QFileInfo(stored.path.isEmpty() ? bundledModelPath() : stored.path).fileName();
    if (stored.path.isEmpty() && holdsIt(bundledModelPath()))
        return QString();
    if (!stored.path.isEmpty() && holdsIt(stored.path))
        return stored.path;
    for (const QString& path : candidates(fileName, {u"*.pt2"_s, u"*.pt"_s, u"*.pth"_s, u"*.ts"_s})) {
        if (!stored.fileHash.isEmpty() && holdsIt(path))
            return path;
    }
    return Finder::missing(stored.path.isEmpty() ? bundledModelPath() : stored.path, fileName);
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/opener.h"

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QMimeData>
#include <QUrl>

#include "core/base/resources.h"
#include "core/base/strings.h"
#include "core/imaging/picture_io.h"
#include "core/session/session_document.h"
#include "ui/files/picture_loader.h"

namespace saliscope {

namespace {

const QStringList modelEndings{u"pt2"_s, u"pt"_s, u"pth"_s, u"ts"_s, u"torchscript"_s};

bool looksLikeModel(const QFileInfo& file)
{
    return modelEndings.contains(file.suffix().toLower());
}

bool looksLikePicture(const QFileInfo& file)
{
    return QDir::match(pictureNameFilters(), file.fileName().toLower());
}

QStringList picturesIn(const QString& folder)
{
    QStringList paths;
    const auto files =
        QDir(folder).entryInfoList(pictureNameFilters(), QDir::Files, QDir::Name | QDir::IgnoreCase);
    for (const QFileInfo& file : files)
        paths << file.absoluteFilePath();
    return paths;
}

QStringList localFiles(const QMimeData& data)
{
    QStringList paths;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

} // namespace

Opener::Opener(SessionDocument& document, Settings& settings, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_recentImages(settings, Setting::RecentImages)
    , m_recentModels(settings, Setting::RecentModels)
    , m_loader(new PictureLoader(this))
{
    connect(m_loader, &PictureLoader::loaded, this, &Opener::takeLoaded);
}

void Opener::open(const QStringList& paths)
{
    QStringList pictures;
    for (const QString& path : paths) {
        const QFileInfo file(path);
        if (file.isDir()) {
            const QStringList found = picturesIn(path);
            if (found.isEmpty())
                Q_EMIT failed({ErrorCode::FileUnreadable, tr("No photo in %1").arg(file.fileName()),
                               tr("The folder has no file that ends like a picture."),
                               tr("Open a folder with JPEG, PNG or other photos in it.")});
            pictures << found;
        } else if (looksLikeModel(file)) {
            openModel(path);
        } else if (looksLikePicture(file) || !file.exists()) {
            pictures << path;
        } else {
            Q_EMIT failed({ErrorCode::InvalidArgument,
                           tr("%1 is neither a photo nor a model").arg(file.fileName()),
                           tr("Files that end in “.%1” are not known here.").arg(file.suffix()),
                           tr("Open photos (JPEG, PNG, WebP …) and PyTorch models (.pt2, .pt).")});
        }
    }
    if (pictures.isEmpty())
        return;
    m_loader->load(pictures);
    Q_EMIT loadingChanged();
}

void Opener::openModel(const QString& path)
{
    m_document.openModel({path, {}});
    m_recentModels.add(path);
    Q_EMIT recentChanged();
}

void Opener::useBundledModel()
{
    m_document.openModel({});
}

void Opener::paste(const QMimeData& data)
{
    const QStringList files = localFiles(data);
    if (!files.isEmpty())
        return open(files);
    if (data.hasImage()) {
        const auto image = qvariant_cast<QImage>(data.imageData());
        return m_document.addPictures({pictureFromImage(image, tr("Pasted picture %1").arg(++m_pasted))});
    }
    Q_EMIT failed({ErrorCode::InvalidArgument,
                   tr("There is no picture on the clipboard"),
                   {},
                   tr("Copy a picture or picture files, then paste again.")});
}

bool Opener::accepts(const QMimeData& data)
{
    return data.hasImage() || !localFiles(data).isEmpty();
}

QString Opener::pictureFilter()
{
    return tr("Photos (%1)").arg(pictureNameFilters().join(u' '));
}

QString Opener::modelFilter()
{
    QStringList patterns;
    for (const QString& ending : modelEndings)
        patterns << u"*."_s + ending;
    return tr("PyTorch models (%1)").arg(patterns.join(u' '));
}

QStringList Opener::samples()
{
    const QString folder = resourcePath(u"photos"_s);
    return folder.isEmpty() ? QStringList() : picturesIn(folder);
}

bool Opener::isLoading() const
{
    return m_loader->isLoading();
}

void Opener::takeLoaded(const QList<Picture>& pictures, const QList<Error>& errors)
{
    m_document.addPictures(pictures);
    for (auto picture = pictures.crbegin(); picture != pictures.crend(); ++picture)
        m_recentImages.add(picture->path);
    if (errors.size() == 1) {
        Q_EMIT failed(errors.first());
    } else if (!errors.isEmpty()) {
        QStringList details;
        for (const Error& error : errors)
            details << error.title;
        Q_EMIT failed({errors.first().code,
                       tr("%n photo(s) could not be opened", nullptr, int(errors.size())),
                       details.join(u'\n'), errors.first().hint});
    }
    Q_EMIT loadingChanged();
    Q_EMIT recentChanged();
}

} // namespace saliscope

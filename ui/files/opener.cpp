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
#include "core/figure/manifest_file.h"
#include "core/imaging/picture_io.h"
#include "core/session/session_document.h"
#include "core/session/session_file.h"

namespace saliscope {

namespace {

const QStringList modelEndings{u"pt2"_s, u"pt"_s, u"pth"_s, u"ts"_s, u"torchscript"_s};
/// Of files that may be or carry a manifest.
const QStringList figureEndings{u"json"_s, u"png"_s, u"svg"_s, u"pdf"_s};

enum class Kind
{
    Folder,
    Model,
    Session,
    Figure,
    Photo,
    Other
};

Kind kindOf(const QFileInfo& file)
{
    if (file.isDir())
        return Kind::Folder;
    if (modelEndings.contains(file.suffix().toLower()))
        return Kind::Model;
    if (file.suffix().toLower() == sessionEnding)
        return Kind::Session;
    if (figureEndings.contains(file.suffix().toLower()) && holdsManifest(file.filePath()))
        return Kind::Figure;
    const bool isPhoto = QDir::match(pictureNameFilters(), file.fileName().toLower());
    return isPhoto || !file.exists() ? Kind::Photo : Kind::Other;
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

QString encodedFormat(const QMimeData& data)
{
    for (const QString& format : {u"image/png"_s, u"image/bmp"_s, u"image/jpeg"_s, u"image/webp"_s}) {
        if (data.hasFormat(format))
            return format;
    }
    return {};
}

bool hasPicture(const QMimeData& data)
{
    return data.hasImage() || !encodedFormat(data).isEmpty();
}

/// What is on the clipboard, as a task for another thread. Bytes in a file format are left to it: making an
/// image of them takes long.
PictureLoader::Task pastedPicture(const QMimeData& data, const QString& name)
{
    if (const QString format = encodedFormat(data); !format.isEmpty())
        return [bytes = data.data(format), name] { return readPicture(bytes, name); };
    return [image = qvariant_cast<QImage>(data.imageData()), name]() -> Expected<Picture> {
        return pictureFromImage(image, name);
    };
}

QString whatCanBeOpened()
{
    return Opener::tr(
        "Open photos (JPEG, PNG, WebP …), PyTorch models (.pt2, .pt), sessions (.saliscope) and "
        "exported figures.");
}

} // namespace

Opener::Opener(SessionDocument& document, Settings& settings, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_recentImages(settings, Setting::RecentImages)
    , m_recentModels(settings, Setting::RecentModels)
    , m_recentSessions(settings, Setting::RecentSessions)
    , m_loader(new PictureLoader(this))
{
    connect(m_loader, &PictureLoader::loaded, this, &Opener::takeLoaded);
}

void Opener::open(const QStringList& paths)
{
    Q_EMIT began();
    QStringList pictures;
    for (const QString& path : paths) {
        const QFileInfo file(path);
        switch (kindOf(file)) {
        case Kind::Folder: {
            const QStringList found = picturesIn(path);
            if (found.isEmpty())
                Q_EMIT failed({ErrorCode::FileUnreadable, tr("No photo in %1").arg(file.fileName()),
                               tr("The folder has no file that ends like a picture."),
                               tr("Open a folder with JPEG, PNG or other photos in it.")});
            pictures << found;
            break;
        }
        case Kind::Model:
            useModel(path);
            break;
        case Kind::Session:
        case Kind::Figure:
            Q_EMIT storedChosen(path);
            break;
        case Kind::Photo:
            pictures << path;
            break;
        case Kind::Other:
            Q_EMIT failed({ErrorCode::InvalidArgument,
                           tr("%1 is no photo, model, session or figure").arg(file.fileName()),
                           tr("Files that end in “.%1” are not known here.").arg(file.suffix()),
                           whatCanBeOpened()});
        }
    }
    QList<PictureLoader::Task> tasks;
    for (const QString& path : pictures)
        tasks << [path] { return readPicture(path); };
    load(tasks);
}

void Opener::load(const QList<PictureLoader::Task>& tasks)
{
    if (tasks.isEmpty())
        return;
    m_loader->load(tasks);
    Q_EMIT loadingChanged();
}

void Opener::openModel(const QString& path)
{
    Q_EMIT began();
    useModel(path);
}

void Opener::useModel(const QString& path)
{
    Q_EMIT modelChosen(path);
    m_recentModels.add(path);
    Q_EMIT recentChanged();
}

void Opener::paste(const QMimeData& data)
{
    const QStringList files = localFiles(data);
    if (!files.isEmpty())
        return open(files);
    Q_EMIT began();
    if (hasPicture(data))
        return load({pastedPicture(data, tr("Pasted picture %1").arg(++m_pasted))});
    Q_EMIT failed({ErrorCode::InvalidArgument,
                   tr("There is no picture on the clipboard"),
                   {},
                   tr("Copy a picture or picture files, then paste again.")});
}

DropOffer Opener::offer(const QMimeData& data)
{
    const QStringList files = localFiles(data);
    if (files.isEmpty() && hasPicture(data))
        return {tr("Drop to open picture"), {}, u"open-image"_s};
    QMap<Kind, int> count;
    for (const QString& path : files)
        ++count[kindOf(QFileInfo(path))];
    const QFileInfo first(files.value(0));
    const QString name = files.size() == 1 ? first.fileName() : QString();
    const int photos = count[Kind::Photo];
    const int models = count[Kind::Model];
    if (count[Kind::Session] || count[Kind::Figure])
        return {count[Kind::Session] ? tr("Drop to open session")
                                     : tr("Drop to restore what the figure was made of"),
                name, u"open-image"_s};
    if (models && (photos || count[Kind::Folder]))
        return {tr("Drop to open photos and model"), name, u"open-model"_s};
    if (models)
        return {tr("Drop to open model"), name, u"open-model"_s};
    if (count[Kind::Folder])
        return {tr("Drop to open the folder’s photos"), name, u"open-image"_s};
    if (photos)
        return {photos == 1 ? tr("Drop to open photo") : tr("Drop to open %1 photos").arg(photos), name,
                u"open-image"_s};
    return {first.suffix().isEmpty() ? tr("Saliscope cannot open this")
                                     : tr("Saliscope cannot open .%1").arg(first.suffix()),
            whatCanBeOpened(), u"error"_s, false};
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
        if (!picture->path.isEmpty())
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

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imaging/picture_io.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QImageReader>
#include <QPainter>

#include <mutex>

#include "core/base/save_file.h"
#include "core/base/strings.h"
#include "core/imaging/file_ending.h"

namespace saliscope {
namespace {

struct PictureIo
{
    Q_DECLARE_TR_FUNCTIONS(PictureIo)

public:
    static tl::unexpected<Error> unreadable(ErrorCode code, const QString& path, const QString& reason,
                                            const QString& hint)
    {
        return failure(code, tr("“%1” could not be opened").arg(QDir::toNativeSeparators(path)), reason,
                       hint);
    }

    static tl::unexpected<Error> broken(const QString& path, const QString& reason)
    {
        return unreadable(ErrorCode::ImageBroken, path, reason,
                          tr("Open it in another program and save it again as PNG or JPEG."));
    }

    static tl::unexpected<Error> tooLarge(const QString& path, QSize size)
    {
        return unreadable(ErrorCode::ImageBroken, path,
                          tr("It has %1 x %2 pixels; at most %3 million are opened.")
                              .arg(size.width())
                              .arg(size.height())
                              .arg(maximumPicturePixels / 1'000'000),
                          tr("Make it smaller and open it again."));
    }
};

bool isTooLarge(QSize size)
{
    return qint64(size.width()) * qint64(size.height()) > maximumPicturePixels;
}

QImage onWhite(const QImage& image)
{
    if (!image.hasAlphaChannel())
        return image.convertToFormat(QImage::Format_RGB32);
    QImage opaque(image.size(), QImage::Format_RGB32);
    opaque.fill(Qt::white);
    QPainter painter(&opaque);
    painter.drawImage(QRect(QPoint(), image.size()), image);
    return opaque;
}

QByteArray pixelHash(const QImage& pixels)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray(QByteArray::number(pixels.width()) + 'x' + QByteArray::number(pixels.height())));
    for (int y = 0; y < pixels.height(); ++y)
        hash.addData(QByteArrayView(pixels.constScanLine(y), qsizetype(pixels.width()) * 4));
    return hash.result();
}

/// The hashes of the files that were read, by the hashes of their pixels.
class SourceFiles
{
public:
    void add(const QByteArray& contentHash, QFile& file)
    {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        file.seek(0);
        hash.addData(&file);
        const std::lock_guard lock(m_mutex);
        m_hashes.insert(contentHash, hash.result());
    }
    QByteArray of(const QByteArray& contentHash)
    {
        const std::lock_guard lock(m_mutex);
        return m_hashes.value(contentHash);
    }

private:
    std::mutex m_mutex;
    QHash<QByteArray, QByteArray> m_hashes;
};

SourceFiles& sourceFiles()
{
    static SourceFiles files;
    return files;
}

QList<QImage> halves(const QImage& pixels)
{
    constexpr int largeSide = 1024;
    QList<QImage> result;
    QImage last = pixels;
    while (std::max(last.width(), last.height()) > largeSide && std::min(last.width(), last.height()) > 1) {
        last = last.scaled(last.size() / 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        result += last;
    }
    return result;
}

/// `file` is null for bytes that come from no file.
Expected<QImage> decode(QIODevice& device, QFile* file, const QString& path)
{
    // Sixteen-bit pictures need eight bytes a pixel while they are read.
    QImageReader::setAllocationLimit(int(maximumPicturePixels * 8 / (1024 * 1024)) + 1);
    QImageReader reader(&device);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    if (!reader.canRead())
        return PictureIo::broken(path, PictureIo::tr("It is not a picture this program can read."));
    const QByteArray format = reader.format();
    const bool isCut = file && endsEarly(*file, format);
    // Asking for a cut-off PNG's size would make libpng write on stderr.
    if (!(isCut && format == "png") && isTooLarge(reader.size()))
        return PictureIo::tooLarge(path, reader.size());
    if (isCut)
        return PictureIo::broken(path, PictureIo::tr("The file ends before the picture does."));
    QImage image = reader.read();
    if (image.isNull())
        return PictureIo::broken(path, reader.errorString());
    if (isTooLarge(image.size()))
        return PictureIo::tooLarge(path, image.size());
    return image;
}

} // namespace

Expected<Picture> readPicture(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return PictureIo::unreadable(ErrorCode::FileNotFound, path, PictureIo::tr("There is no such file."),
                                     PictureIo::tr("Check the name and the folder."));
    if (info.isDir())
        return PictureIo::unreadable(ErrorCode::FileUnreadable, path, PictureIo::tr("It is a folder."),
                                     PictureIo::tr("Choose a picture in it."));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return PictureIo::unreadable(ErrorCode::FileUnreadable, path, file.errorString(),
                                     PictureIo::tr("Check that you may read it."));
    return decode(file, &file, path).map([&](const QImage& image) {
        Picture picture = pictureFromImage(image, info.completeBaseName());
        picture.path = path;
        sourceFiles().add(picture.contentHash, file);
        return picture;
    });
}

Expected<Picture> readPicture(const QByteArray& bytes, const QString& name)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return decode(buffer, nullptr, name).map([&](const QImage& image) {
        return pictureFromImage(image, name);
    });
}

QByteArray sourceFileHash(const Picture& picture)
{
    return sourceFiles().of(picture.contentHash);
}

Picture pictureFromImage(const QImage& image, const QString& name)
{
    Picture picture;
    picture.pixels = onWhite(image);
    picture.smaller = halves(picture.pixels);
    picture.name = name;
    picture.contentHash = pixelHash(picture.pixels);
    return picture;
}

QStringList pictureNameFilters()
{
    QStringList filters;
    for (const QByteArray& format : QImageReader::supportedImageFormats())
        filters += u"*."_s + QString::fromLatin1(format);
    return filters;
}

Expected<void> writePng(const QImage& image, const QString& path)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return failure(ErrorCode::Internal, PictureIo::tr("The picture could not be written as PNG"));
    return saveFile(path, buffer.data());
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>
#include <QColorSpace>
#include <QImageWriter>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include "core/base/strings.h"
#include "core/imaging/picture_io.h"

using namespace saliscope;

namespace {

QImage ramp(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, qRgb(x * 255 / size.width(), y * 255 / size.height(), (x * y) % 256));
    }
    return image;
}

QByteArray encoded(const QImage& image, const QByteArray& format)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(95);
    return writer.write(image) ? buffer.data() : QByteArray();
}

/// A PNG that claims a size and has no pixels.
QByteArray pngHeader(quint32 width, quint32 height)
{
    QByteArray bytes = encoded(QImage(1, 1, QImage::Format_RGB32), "PNG");
    qToBigEndian(width, bytes.data() + 16);
    qToBigEndian(height, bytes.data() + 20);
    quint32 crc = 0xFFFFFFFF;
    for (const char byte : bytes.mid(12, 17)) {
        crc ^= uchar(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
    }
    qToBigEndian(~crc, bytes.data() + 29);
    return bytes;
}

/// A JPEG whose EXIF says: turn by 90 degrees clockwise to see it upright.
QByteArray sidewaysJpeg(const QImage& image)
{
    static constexpr char exif[] = "\xFF\xE1\x00\x22"
                                   "Exif\0\0"
                                   "MM\0\x2A\0\0\0\x08"
                                   "\0\x01"
                                   "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
                                   "\0\0\0\0";
    QByteArray bytes = encoded(image, "JPEG");
    return bytes.insert(2, exif, sizeof(exif) - 1);
}

} // namespace

class PictureIoTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString write(const QByteArray& bytes, const QString& name = u"file.png"_s) const
    {
        QFile file(m_folder.filePath(name));
        [&] { QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()); }();
        return file.fileName();
    }

private Q_SLOTS:
    /// Qt's readers also print what is wrong with a file.
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"qt.gui.imageio*=false\nqt.imageformats*=false"_s);
    }

    void picturesAreRead_data()
    {
        QTest::addColumn<QByteArray>("format");
        for (const char* format : {"PNG", "BMP", "PPM", "TIFF"})
            QTest::newRow(format) << QByteArray(format);
    }
    void picturesAreRead()
    {
        QFETCH(QByteArray, format);
        const QImage image = ramp({31, 17});
        const QString path = write(encoded(image, format), u"my photo.dat"_s);
        const auto picture = readPicture(path);
        QVERIFY2(picture, picture ? "" : qPrintable(picture.error().text()));
        QCOMPARE(picture->pixels, image);
        QCOMPARE(picture->pixels.format(), QImage::Format_RGB32);
        QCOMPARE(picture->path, path);
        QCOMPARE(picture->name, u"my photo"_s);
    }

    void theHashIsOfThePixels()
    {
        const QImage image = ramp({20, 10});
        const Picture pasted = pictureFromImage(image, u"Pasted picture 1"_s);
        const auto opened = readPicture(write(encoded(image, "PNG")));
        QCOMPARE(pasted.contentHash.size(), 32);
        QCOMPARE(opened->contentHash, pasted.contentHash);
        QCOMPARE(pasted.name, u"Pasted picture 1"_s);
        QVERIFY(pasted.path.isEmpty());
        QImage other = image;
        other.setPixel(3, 3, qRgb(1, 2, 3));
        QVERIFY(pictureFromImage(other, {}).contentHash != pasted.contentHash);
        QImage wide(4, 1, QImage::Format_RGB32), tall(1, 4, QImage::Format_RGB32);
        wide.fill(0);
        tall.fill(0);
        QVERIFY(pictureFromImage(wide, {}).contentHash != pictureFromImage(tall, {}).contentHash);
    }

    void transparencyIsLaidOnWhite()
    {
        QImage image(2, 1, QImage::Format_ARGB32);
        image.setPixel(0, 0, qRgba(200, 100, 0, 0));
        image.setPixel(1, 0, qRgba(0, 0, 0, 128));
        const auto picture = readPicture(write(encoded(image, "PNG")));
        QCOMPARE(picture->pixels.pixel(0, 0), qRgb(255, 255, 255));
        QVERIFY(qAbs(qRed(picture->pixels.pixel(1, 0)) - 127) <= 1);
    }

    void sixteenBitAndGrayAreRead()
    {
        QImage deep(1, 1, QImage::Format_RGBX64);
        deep.setPixelColor(0, 0, QColor::fromRgba64(0x8080, 0x4040, 0xFFFF));
        QCOMPARE(readPicture(write(encoded(deep, "PNG")))->pixels.pixel(0, 0), qRgb(0x80, 0x40, 0xFF));
        for (const QImage::Format format : {QImage::Format_Grayscale8, QImage::Format_Grayscale16}) {
            QImage gray(1, 1, format);
            gray.fill(QColor(77, 77, 77));
            QCOMPARE(readPicture(write(encoded(gray, "PNG")))->pixels.pixel(0, 0), qRgb(77, 77, 77));
        }
    }

    void theOrientationTagIsApplied()
    {
        QImage image(32, 16, QImage::Format_RGB32);
        image.fill(Qt::black);
        for (int y = 0; y < 16; ++y) {
            for (int x = 0; x < 16; ++x)
                image.setPixel(x, y, qRgb(255, 255, 255)); // left half; upright: the top
        }
        const auto picture = readPicture(write(sidewaysJpeg(image)));
        QVERIFY(picture);
        QCOMPARE(picture->pixels.size(), QSize(16, 32));
        QVERIFY(qRed(picture->pixels.pixel(8, 4)) > 240);
        QVERIFY(qRed(picture->pixels.pixel(8, 28)) < 15);
    }

    void cutOffFilesAreErrors_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<double>("kept");
        for (const char* format : {"JPEG", "PNG", "BMP", "PPM", "TIFF", "WEBP"}) {
            for (const double kept : {0.02, 0.5, 0.97}) {
                QTest::addRow("%s %g", format, kept) << QByteArray(format) << kept;
            }
        }
    }
    void cutOffFilesAreErrors()
    {
        QFETCH(QByteArray, format);
        QFETCH(double, kept);
        const QByteArray whole = encoded(ramp({120, 90}), format);
        if (whole.isEmpty())
            QSKIP("this format cannot be written here");
        QVERIFY(readPicture(write(whole)));
        const auto picture = readPicture(write(whole.first(qsizetype(double(whole.size()) * kept))));
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, ErrorCode::ImageBroken);
        QVERIFY(!picture.error().detail.isEmpty() && !picture.error().hint.isEmpty());
    }

    void aBitmapLargerThanItsFileIsAnError()
    {
        QByteArray bmp = encoded(QImage(2, 2, QImage::Format_RGB32), "BMP");
        qToLittleEndian(quint32(3000), bmp.data() + 18);
        qToLittleEndian(quint32(3000), bmp.data() + 22);
        const auto picture = readPicture(write(bmp));
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, ErrorCode::ImageBroken);
    }

    void anEndMarkerInAThumbnailIsNotTheEnd()
    {
        const QImage image = ramp({64, 48});
        const QByteArray thumbnail = encoded(ramp({16, 12}), "JPEG");
        QByteArray segment("\xFF\xE2\0\0", 4);
        qToBigEndian(quint16(thumbnail.size() + 2), segment.data() + 2);
        QByteArray whole = encoded(image, "JPEG");
        whole.insert(2, segment + thumbnail);
        QVERIFY(readPicture(write(whole)));
        QVERIFY(!readPicture(write(whole.chopped(200))));
    }

    void hugeHeadersAreRefusedBeforeDecoding_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("PNG") << pngHeader(30000, 30000);
        QTest::newRow("just over") << pngHeader(20000, 10001);
        QTest::newRow("PPM") << QByteArray("P6\n30000 30000\n255\nxxxxxx");
        QByteArray bmp = encoded(QImage(2, 2, QImage::Format_RGB32), "BMP");
        qToLittleEndian(quint32(15000), bmp.data() + 18);
        qToLittleEndian(quint32(15000), bmp.data() + 22);
        QTest::newRow("BMP") << bmp;
    }
    void hugeHeadersAreRefusedBeforeDecoding()
    {
        QFETCH(QByteArray, bytes);
        const auto picture = readPicture(write(bytes));
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, ErrorCode::ImageBroken);
        QVERIFY2(picture.error().detail.contains(u"200 million"), qPrintable(picture.error().detail));
    }

    void aLargePictureWithinTheBoundIsRead()
    {
        QImage image(9000, 7600, QImage::Format_RGB32); // 261 MiB, beyond the limit Qt comes with
        image.fill(qRgb(128, 128, 128));
        const auto picture = readPicture(write(encoded(image, "PNG")));
        QVERIFY2(picture, picture ? "" : qPrintable(picture.error().text()));
        QCOMPARE(picture->pixels.pixel(8999, 7599), qRgb(128, 128, 128));
    }

    void whatIsNoPictureIsAnError_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("missing") << m_folder.filePath(u"missing.png"_s) << ErrorCode::FileNotFound;
        QTest::newRow("folder") << m_folder.path() << ErrorCode::FileUnreadable;
        QTest::newRow("empty") << write({}, u"empty.png"_s) << ErrorCode::ImageBroken;
        QTest::newRow("text") << write("just a text", u"text.png"_s) << ErrorCode::ImageBroken;
        QTest::newRow("array") << write("\x93NUMPY\x01", u"map.npy"_s) << ErrorCode::ImageBroken;
    }
    void whatIsNoPictureIsAnError()
    {
        QFETCH(QString, path);
        QFETCH(ErrorCode, code);
        const auto picture = readPicture(path);
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, code);
        QVERIFY(picture.error().title.contains(QFileInfo(path).fileName()));
    }

    void pngsAreWrittenWithTheirText()
    {
        QImage image = ramp({9, 5});
        image.setText(u"Software"_s, u"Saliscope"_s);
        const QString path = m_folder.filePath(u"out.png"_s);
        QVERIFY(writePng(image, path));
        const QImage read(path);
        QCOMPARE(read.text(u"Software"_s), u"Saliscope"_s);
        QCOMPARE(read.convertToFormat(QImage::Format_RGB32), ramp({9, 5}));
        QVERIFY(!writePng(image, m_folder.filePath(u"none/out.png"_s)));
    }

    void commonFormatsAreOffered()
    {
        const QStringList filters = pictureNameFilters();
        for (const QString& filter : {u"*.png"_s, u"*.jpg"_s, u"*.jpeg"_s, u"*.bmp"_s})
            QVERIFY2(filters.contains(filter), qPrintable(filter));
    }
};

QTEST_GUILESS_MAIN(PictureIoTest)
#include "test_picture_io.moc"

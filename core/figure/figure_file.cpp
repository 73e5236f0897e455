// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure_file.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImageWriter>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

#include "core/base/save_file.h"
#include "core/base/strings.h"
#include "core/figure/figure_painter.h"
#include "core/figure/figure_plan.h"
#include "core/figure/manifest_file.h"
#include "core/imaging/picture_io.h"

namespace saliscope {
namespace {

constexpr double unitsPerInch = 96;
constexpr double metresPerInch = 0.0254;
constexpr int leastDpiInDrawings = 300; ///< Of the pictures in SVG and PDF, which people enlarge.
constexpr int longestSide = 32'767;     ///< That Qt paints on.

QString creator()
{
    return u"Saliscope %1"_s.arg(QStringLiteral(SALISCOPE_VERSION));
}

QString title(const Figure& figure)
{
    QStringList titles;
    for (const FigurePanel& panel : figure.panels)
        titles += panelTitle(panel, figure.options.show);
    return titles.join(u", "_s);
}

QByteArray provenance(const Figure& figure, const QString& path)
{
    return manifestJson(manifestOf(figure), QFileInfo(path).absolutePath());
}

double pixelsPerUnit(int dpi)
{
    return dpi / unitsPerInch;
}

double pixelsPerUnitInDrawings(const Figure& figure)
{
    return pixelsPerUnit(std::max(figure.options.dpi, leastDpiInDrawings));
}

Expected<void> checkPixels(QSize pixels)
{
    if (std::max(pixels.width(), pixels.height()) <= longestSide &&
        qint64(pixels.width()) * pixels.height() <= maximumPicturePixels)
        return {};
    return failure(ErrorCode::InvalidArgument,
                   u"The figure would have %1 x %2 pixels"_s.arg(pixels.width()).arg(pixels.height()),
                   u"At most %1 on a side and %2 million in all can be written."_s.arg(longestSide)
                       .arg(maximumPicturePixels / 1'000'000),
                   u"Ask for fewer dpi, or write SVG or PDF."_s);
}

Expected<QImage> paintedImage(const Figure& figure)
{
    const QSize pixels = figurePixels(figure);
    if (const auto checked = checkPixels(pixels); !checked)
        return tl::unexpected(checked.error());
    const bool isTransparent = figure.options.background == FigureBackground::Transparent;
    QImage image(pixels, isTransparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    image.fill(isTransparent ? Qt::transparent : Qt::white);
    const int perMetre = int(std::lround(figure.options.dpi / metresPerInch));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    QPainter painter(&image);
    const double scale = pixelsPerUnit(figure.options.dpi);
    painter.scale(scale, scale);
    paintFigure(painter, figure, scale);
    painter.end();
    return image;
}

Expected<void> writePngFigure(const Figure& figure, const QString& path)
{
    Expected<QImage> image = paintedImage(figure);
    if (!image)
        return tl::unexpected(image.error());
    image->setText(u"Software"_s, creator());
    image->setText(u"Title"_s, title(figure));
    image->setText(QString::fromLatin1(manifestTextKey), QString::fromUtf8(provenance(figure, path)));
    return writePng(*image, path);
}

/// Compressed by LZW, which every program for journals reads.
Expected<void> writeTiffFigure(const Figure& figure, const QString& path)
{
    constexpr int lzw = 1;
    const Expected<QImage> image = paintedImage(figure);
    if (!image)
        return tl::unexpected(image.error());
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "tiff");
    writer.setCompression(lzw);
    if (!writer.write(image->convertToFormat(image->hasAlphaChannel() ? QImage::Format_RGBA8888
                                                                      : QImage::Format_RGB888)))
        return failure(ErrorCode::Internal, u"The figure could not be written as TIFF"_s,
                       writer.errorString(),
                       u"Install Qt's image formats (Debian: qt6-image-formats-plugins), or write PNG."_s);
    return saveFile(path, buffer.data());
}

/// SVG has a place for it that no viewer shows.
QByteArray withMetadata(QByteArray svg, const QByteArray& element)
{
    const QByteArray before = "<defs>";
    return svg.insert(std::max(qsizetype(0), svg.indexOf(before)),
                      QByteArray("<metadata>" + element + "</metadata>\n"));
}

QByteArray svgBytes(const Figure& figure, const QString& path)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    const QSizeF size = planFigure(figure).size;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(int(unitsPerInch));
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF(QPointF(), size));
    generator.setTitle(title(figure));
    QPainter painter(&generator);
    paintFigure(painter, figure, pixelsPerUnitInDrawings(figure));
    painter.end();
    return withMetadata(bytes, manifestElement(provenance(figure, path)));
}

/// XMP with title, program and manifest.
QByteArray xmp(const Figure& figure, const QByteArray& manifest)
{
    const auto escaped = [](const QString& text) { return text.toHtmlEscaped().toUtf8(); };
    return QByteArray("<?xpacket begin='\xEF\xBB\xBF' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
                      "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\n"
                      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
                      "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' "
                      "xmlns:xmp='http://ns.adobe.com/xap/1.0/'>\n"
                      "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>") +
           escaped(title(figure)) + "</rdf:li></rdf:Alt></dc:title>\n<xmp:CreatorTool>" + escaped(creator()) +
           "</xmp:CreatorTool>\n" + manifestElement(manifest) +
           "\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end='w'?>\n";
}

QByteArray pdfBytes(const Figure& figure, const QString& path)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setCreator(creator());
    writer.setTitle(title(figure));
    writer.setDocumentXmpMetadata(xmp(figure, provenance(figure, path)));
    writer.setResolution(int(unitsPerInch));
    writer.setPageMargins({});
    writer.setPageSize(QPageSize(planFigure(figure).size / unitsPerInch, QPageSize::Inch));
    QPainter painter(&writer);
    paintFigure(painter, figure, pixelsPerUnitInDrawings(figure));
    painter.end();
    return bytes;
}

} // namespace

QStringList figureEndings()
{
    return {u"png"_s, u"svg"_s, u"pdf"_s, u"tiff"_s, u"tif"_s};
}

QSize figurePixels(const Figure& figure)
{
    const QSizeF pixels = planFigure(figure).size * pixelsPerUnit(figure.options.dpi);
    return {int(std::ceil(pixels.width())), int(std::ceil(pixels.height()))};
}

Expected<void> writeFigure(const Figure& figure, const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == u"png")
        return writePngFigure(figure, path);
    if (ending == u"svg")
        return saveFile(path, svgBytes(figure, path));
    if (ending == u"pdf")
        return saveFile(path, pdfBytes(figure, path));
    if (ending == u"tiff" || ending == u"tif")
        return writeTiffFigure(figure, path);
    return failure(ErrorCode::InvalidArgument, u"\"%1\" does not say which kind of file to write"_s.arg(path),
                   {}, u"Let the name end in .%1."_s.arg(figureEndings().join(u" or ."_s)));
}

} // namespace saliscope

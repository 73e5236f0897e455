// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure_file.h"

#include <QBuffer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

#include "core/base/save_file.h"
#include "core/base/strings.h"
#include "core/figure/figure_painter.h"
#include "core/figure/figure_plan.h"
#include "core/imaging/picture_io.h"
#include "core/recipe/recipe_json.h"

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
        titles += panelTitle(*panel.attribution, figure.options.show);
    return titles.join(u", "_s);
}

QString provenance(const Figure& figure)
{
    QJsonArray recipes;
    for (const FigurePanel& panel : figure.panels)
        recipes += recipeJson(panel.attribution->recipe, figure.modelPath);
    return QString::fromUtf8(QJsonDocument(recipes).toJson(QJsonDocument::Compact));
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

Expected<void> writePngFigure(const Figure& figure, const QString& path)
{
    const QSize pixels = figurePixels(figure);
    if (const auto checked = checkPixels(pixels); !checked)
        return checked;
    const bool isTransparent = figure.options.background == FigureBackground::Transparent;
    QImage image(pixels, isTransparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    image.fill(isTransparent ? Qt::transparent : Qt::white);
    const int perMetre = int(std::lround(figure.options.dpi / metresPerInch));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    image.setText(u"Software"_s, creator());
    image.setText(u"Title"_s, title(figure));
    image.setText(u"Saliscope recipes"_s, provenance(figure));
    QPainter painter(&image);
    const double scale = pixelsPerUnit(figure.options.dpi);
    painter.scale(scale, scale);
    paintFigure(painter, figure, scale);
    painter.end();
    return writePng(image, path);
}

QByteArray svgBytes(const Figure& figure)
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
    generator.setDescription(provenance(figure).toHtmlEscaped());
    QPainter painter(&generator);
    paintFigure(painter, figure, pixelsPerUnitInDrawings(figure));
    painter.end();
    return bytes;
}

QByteArray pdfBytes(const Figure& figure)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setCreator(creator());
    writer.setTitle(title(figure));
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
    return {u"png"_s, u"svg"_s, u"pdf"_s};
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
        return saveFile(path, svgBytes(figure));
    if (ending == u"pdf")
        return saveFile(path, pdfBytes(figure));
    return failure(ErrorCode::InvalidArgument, u"\"%1\" does not say which kind of file to write"_s.arg(path),
                   {}, u"Let the name end in .%1."_s.arg(figureEndings().join(u" or ."_s)));
}

} // namespace saliscope

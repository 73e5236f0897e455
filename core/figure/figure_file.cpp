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
#include "core/imaging/picture_io.h"
#include "core/recipe/recipe_json.h"

namespace saliscope {
namespace {

constexpr double pixelsPerUnit = 2;
constexpr int unitsPerInch = 96;

QString creator()
{
    return u"Saliscope %1"_s.arg(QStringLiteral(SALISCOPE_VERSION));
}

QString title(const Figure& figure)
{
    return panelTitle(*figure.panels.front().attribution);
}

QString provenance(const Figure& figure)
{
    QJsonArray recipes;
    for (const FigurePanel& panel : figure.panels)
        recipes += recipeJson(panel.attribution->recipe, figure.modelPath);
    return QString::fromUtf8(QJsonDocument(recipes).toJson(QJsonDocument::Compact));
}

Expected<void> writePngFigure(const Figure& figure, const QString& path)
{
    const QSizeF size = figureSize(figure) * pixelsPerUnit;
    QImage image(int(std::ceil(size.width())), int(std::ceil(size.height())), QImage::Format_RGB32);
    image.fill(Qt::white);
    const int perMetre = int(std::lround(pixelsPerUnit * unitsPerInch / 0.0254));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    image.setText(u"Software"_s, creator());
    image.setText(u"Title"_s, title(figure));
    image.setText(u"Saliscope recipes"_s, provenance(figure));
    QPainter painter(&image);
    painter.scale(pixelsPerUnit, pixelsPerUnit);
    paintFigure(painter, figure, pixelsPerUnit);
    painter.end();
    return writePng(image, path);
}

QByteArray svgBytes(const Figure& figure)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(unitsPerInch);
    generator.setSize(figureSize(figure).toSize());
    generator.setViewBox(QRectF(QPointF(), figureSize(figure)));
    generator.setTitle(title(figure));
    generator.setDescription(provenance(figure).toHtmlEscaped());
    QPainter painter(&generator);
    paintFigure(painter, figure, pixelsPerUnit);
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
    writer.setResolution(unitsPerInch);
    writer.setPageMargins({});
    const QSizeF inches = figureSize(figure) / unitsPerInch;
    writer.setPageSize(QPageSize(inches, QPageSize::Inch));
    QPainter painter(&writer);
    paintFigure(painter, figure, pixelsPerUnit);
    painter.end();
    return bytes;
}

} // namespace

QStringList figureEndings()
{
    return {u"png"_s, u"svg"_s, u"pdf"_s};
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

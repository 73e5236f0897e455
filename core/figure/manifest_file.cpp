// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/manifest_file.h"

#include <QFile>
#include <QFileInfo>
#include <QXmlStreamReader>

#include "core/base/strings.h"
#include "core/imaging/png_text.h"

namespace saliscope {
namespace {

constexpr qint64 largestFile = 512LL << 20;
constexpr QByteArrayView elementStart("<saliscope:manifest");
constexpr QByteArrayView elementEnd("</saliscope:manifest>");

/// The JSON of the one element in an SVG's or a PDF's bytes; empty where there is none.
QByteArray fromElement(const QByteArray& bytes)
{
    const qsizetype start = bytes.indexOf(elementStart);
    const qsizetype end = bytes.indexOf(elementEnd, start);
    if (start < 0 || end < 0)
        return {};
    QXmlStreamReader xml(bytes.mid(start, end + elementEnd.size() - start));
    return xml.readNextStartElement() ? xml.readElementText().toUtf8() : QByteArray();
}

/// The JSON in a file of whatever kind; empty where there is none.
QByteArray embeddedJson(QFile& file)
{
    const QByteArray head = file.peek(8);
    if (head.startsWith("\x89PNG"))
        return pngText(file, QString::fromLatin1(manifestTextKey)).toUtf8();
    if (file.size() > largestFile)
        return {};
    const QByteArray bytes = file.readAll();
    return bytes.trimmed().startsWith('{') ? bytes : fromElement(bytes);
}

QString title(const QString& path)
{
    return u"\"%1\" cannot be rebuilt"_s.arg(path);
}

} // namespace

QByteArray manifestElement(const QByteArray& manifest)
{
    return QByteArray(elementStart.toByteArray() +
                      " xmlns:saliscope=\"https://saliscope.github.io/ns/1.0/\">" +
                      QString::fromUtf8(manifest).toHtmlEscaped().toUtf8() + elementEnd.toByteArray());
}

bool holdsManifest(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const auto json = parseJsonObject(embeddedJson(file), {});
    return json && isManifest(*json);
}

Expected<Manifest> readManifest(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(ErrorCode::FileNotFound, title(path), u"There is no such file."_s,
                       u"Check the name and the folder."_s);
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::FileUnreadable, title(path),
                       info.isFile() ? file.errorString() : u"It is not a file."_s,
                       u"Name a manifest or an exported figure."_s);
    const QByteArray bytes = embeddedJson(file);
    if (bytes.isEmpty()) {
        return failure(ErrorCode::FileUnreadable, title(path), u"It carries no manifest."_s,
                       u"Figures that Saliscope exports as PNG, SVG or PDF carry one, unless another program "
                       "saved them again."_s);
    }
    const auto json = parseJsonObject(bytes, title(path));
    if (!json)
        return tl::unexpected(json.error());
    return readManifest(*json, info.absolutePath());
}

} // namespace saliscope

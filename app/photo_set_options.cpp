// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/photo_set_options.h"

#include <QFileInfo>

#include <algorithm>

#include "app/console.h"
#include "core/base/strings.h"

namespace saliscope::app {

void declareShardOption(QCommandLineParser& parser)
{
    parser.addOption(
        {u"shard"_s,
         u"Of a folder: only the photos of part K of N, the same ones wherever and whenever it is "
         "started."_s,
         u"K/N"_s});
}

bool namesSet(const QCommandLineParser& parser)
{
    const QStringList images = parser.positionalArguments();
    return std::ranges::any_of(images, [](const QString& path) { return QFileInfo(path).isDir(); });
}

Expected<void> checkShardOption(const QCommandLineParser& parser)
{
    if (namesSet(parser) || !parser.isSet(u"shard"_s))
        return {};
    return failure(ErrorCode::InvalidArgument, u"--shard is for a folder of images"_s, {},
                   u"Name a folder instead of images."_s);
}

Expected<QList<SetPhoto>> readPhotoSet(const QCommandLineParser& parser)
{
    Expected<QList<SetPhoto>> photos = findPhotos(parser.positionalArguments());
    if (!photos || !parser.isSet(u"shard"_s))
        return photos;
    const Expected<Shard> shard = parseShard(parser.value(u"shard"_s));
    if (!shard)
        return tl::unexpected(shard.error());
    photos->removeIf([&](const SetPhoto& photo) { return !shard->holds(photo.name); });
    return photos;
}

SetPrinter::SetPrinter(bool isJson)
    : m_isJson(isJson)
{
    if (m_isJson)
        printPart("[");
}

SetPrinter::~SetPrinter()
{
    if (m_isJson)
        printPart("\n]\n");
}

void SetPrinter::print(const QString& text, const QJsonObject& json)
{
    if (m_isJson)
        printPart((m_isFirst ? "\n" : ",\n") + QJsonDocument(json).toJson(QJsonDocument::Compact));
    else
        printResult(text);
    m_isFirst = false;
}

void SetPrinter::skip(const Error& error)
{
    printMessage(u"saliscope: left out: "_s + error.text());
    ++m_skipped;
}

Expected<void> setOutcome(qsizetype photos, qsizetype done, int skipped)
{
    if (done == photos)
        return {};
    if (done + skipped == photos)
        return failure(ErrorCode::ImageBroken, u"%1 of %2 photos were left out"_s.arg(skipped).arg(photos),
                       u"The reason of each is told above; all others are done."_s);
    return failure(ErrorCode::Cancelled,
                   u"Cancelled after %1 of %2 photos"_s.arg(done + skipped).arg(photos));
}

} // namespace saliscope::app

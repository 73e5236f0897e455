// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imaging/png_text.h"

#include <QByteArray>
#include <QIODevice>
#include <QtEndian>

namespace saliscope {
namespace {

constexpr qint64 signatureSize = 8;
constexpr qint64 largestText = 64 << 20;
constexpr qint64 checksumSize = 4;

/// Takes what stands before the next zero byte, and the zero.
QByteArray takeField(QByteArray& data)
{
    const qsizetype end = data.indexOf('\0');
    const QByteArray field = data.left(end);
    data = end < 0 ? QByteArray() : data.sliced(end + 1);
    return field;
}

QByteArray inflated(const QByteArray& data)
{
    return qUncompress(QByteArray(4, '\0') + data); // four bytes that Qt expects: a guess at the length
}

QString textOf(const QByteArray& type, QByteArray data)
{
    if (type == "tEXt")
        return QString::fromLatin1(data);
    if (type == "zTXt")
        return QString::fromLatin1(inflated(data.mid(1)));
    const bool isCompressed = data.startsWith('\1');
    data = data.mid(2);
    takeField(data); // language
    takeField(data); // the key in it
    return QString::fromUtf8(isCompressed ? inflated(data) : data);
}

} // namespace

QString pngText(QIODevice& png, const QString& key)
{
    if (png.skip(signatureSize) != signatureSize)
        return {};
    for (;;) {
        const QByteArray head = png.read(8);
        if (head.size() < 8)
            return {};
        const qint64 size = qFromBigEndian<quint32>(head.constData());
        const QByteArray type = head.mid(4);
        const bool isText = (type == "tEXt" || type == "zTXt" || type == "iTXt") && size <= largestText;
        if (!isText) {
            if (type == "IEND" || png.skip(size + checksumSize) != size + checksumSize)
                return {};
            continue;
        }
        QByteArray data = png.read(size);
        if (data.size() != size || png.skip(checksumSize) != checksumSize)
            return {};
        if (QString::fromLatin1(takeField(data)) == key)
            return textOf(type, data);
    }
}

} // namespace saliscope

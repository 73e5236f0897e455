// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imaging/npy.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QtEndian>

#include <limits>
#include <optional>

#include "core/base/save_file.h"
#include "core/base/strings.h"

namespace saliscope {
namespace {

constexpr QByteArrayView magic("\x93NUMPY", 6);
constexpr qsizetype preambleSize = 10; ///< Magic, version, two-byte header length.

struct Npy
{
    Q_DECLARE_TR_FUNCTIONS(Npy)

public:
    static tl::unexpected<Error> unreadable(const QString& path, const QString& reason)
    {
        return failure(ErrorCode::FileUnreadable, tr("“%1” could not be read as an NPY array").arg(path),
                       reason,
                       tr("Save it with numpy.save as float32 or float64, shape (H, W) or (C, H, W)."));
    }
};

struct Header
{
    qsizetype dataOffset = 0;
    int itemSize = 0;
    FloatMap shape; ///< Without values.
};

/// The header's text, after the preamble of its version.
QByteArray headerText(const QByteArray& start, qsizetype& dataOffset)
{
    if (start.size() < preambleSize + 2 || !start.startsWith(magic))
        return {};
    const bool isFirstVersion = start[6] == 1;
    const qsizetype offset = isFirstVersion ? preambleSize : preambleSize + 2;
    const auto* length = start.constData() + 8;
    const qsizetype size =
        isFirstVersion ? qFromLittleEndian<quint16>(length) : qsizetype(qFromLittleEndian<quint32>(length));
    dataOffset = offset + size;
    return dataOffset <= start.size() ? start.mid(offset, size) : QByteArray();
}

std::optional<Header> parseHeader(const QByteArray& start)
{
    static const QRegularExpression pattern(
        uR"('descr':\s*'<f([48])'.*'fortran_order':\s*False.*'shape':\s*\((\d+),\s*(\d+)(?:,\s*(\d+))?,?\))"_s);
    Header header;
    const QByteArray text = headerText(start, header.dataOffset);
    const QRegularExpressionMatch match = pattern.match(QString::fromLatin1(text));
    if (!match.hasMatch())
        return std::nullopt;
    const bool hasChannels = match.hasCaptured(4);
    const auto number = [&](int group) { return match.capturedView(group).toInt(); };
    header.itemSize = number(1);
    header.shape.channels = hasChannels ? number(2) : 1;
    header.shape.height = number(hasChannels ? 3 : 2);
    header.shape.width = number(hasChannels ? 4 : 3);
    return header;
}

/// Bytes the array takes; -1 when that does not fit.
qint64 byteCount(const Header& header)
{
    qint64 bytes = header.itemSize;
    for (const int side : {header.shape.channels, header.shape.height, header.shape.width}) {
        if (side <= 0 || bytes > std::numeric_limits<qint64>::max() / side)
            return -1;
        bytes *= side;
    }
    return bytes;
}

template <typename T>
void copyValues(const QByteArray& bytes, std::vector<float>& values)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = float(qFromLittleEndian<T>(bytes.constData() + i * sizeof(T)));
}

} // namespace

QByteArray npyBytes(const FloatMap& map)
{
    QString shape = u"%1, %2"_s.arg(map.height).arg(map.width);
    if (map.channels != 1)
        shape.prepend(u"%1, "_s.arg(map.channels));
    QByteArray text = u"{'descr': '<f4', 'fortran_order': False, 'shape': (%1), }"_s.arg(shape).toLatin1();
    constexpr qsizetype alignment = 64;
    const qsizetype unpadded = preambleSize + text.size() + 1;
    text += QByteArray((alignment - unpadded % alignment) % alignment, ' ') + '\n';

    QByteArray bytes = magic.toByteArray();
    const quint16 length = qToLittleEndian(quint16(text.size()));
    bytes += QByteArray("\x01\x00", 2);
    bytes.append(reinterpret_cast<const char*>(&length), sizeof(length));
    bytes += text;
    const qsizetype offset = bytes.size();
    bytes.resize(offset + qsizetype(map.values.size() * sizeof(float)));
    qToLittleEndian<float>(map.values.data(), qsizetype(map.values.size()), bytes.data() + offset);
    return bytes;
}

Expected<void> writeNpy(const QString& path, const FloatMap& map)
{
    return saveFile(path, npyBytes(map));
}

Expected<FloatMap> readNpy(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return failure(ErrorCode::FileNotFound, Npy::tr("“%1” could not be opened").arg(path),
                       Npy::tr("There is no such file."), Npy::tr("Check the name and the folder."));
    if (!file.open(QIODevice::ReadOnly))
        return Npy::unreadable(path, file.errorString());
    constexpr qint64 longestHeader = 4096;
    const std::optional<Header> header = parseHeader(file.peek(longestHeader));
    if (!header)
        return Npy::unreadable(path, Npy::tr("Its header is not that of such an array."));
    const qint64 bytes = byteCount(*header);
    if (bytes < 0 || file.size() - header->dataOffset != bytes)
        return Npy::unreadable(path, Npy::tr("Its length does not match the shape in its header."));

    file.seek(header->dataOffset);
    const QByteArray data = file.read(bytes);
    if (data.size() != bytes)
        return Npy::unreadable(path, file.errorString());
    FloatMap map(header->shape.channels, header->shape.height, header->shape.width);
    if (header->itemSize == sizeof(float))
        copyValues<float>(data, map.values);
    else
        copyValues<double>(data, map.values);
    return map;
}

} // namespace saliscope

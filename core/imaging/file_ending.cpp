// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imaging/file_ending.h"

#include <QtEndian>

#include <algorithm>
#include <cstdlib>
#include <span>

namespace saliscope {
namespace {

using Bytes = std::span<const uchar>;

bool isRestartOrEscape(uchar marker)
{
    return marker == 0x00 || marker == 0xFF || (marker >= 0xD0 && marker <= 0xD7);
}

/// Position of the next marker's second byte at or after `at`; the size when there is none.
std::size_t nextJpegMarker(Bytes data, std::size_t at)
{
    for (; at + 1 < data.size(); ++at) {
        if (data[at] == 0xFF && !isRestartOrEscape(data[at + 1]))
            return at + 1;
    }
    return data.size();
}

/// Walks from segment to segment, so that an end marker inside an embedded thumbnail does not count.
bool jpegEndsEarly(Bytes data)
{
    constexpr uchar start = 0xD8, end = 0xD9, standalone = 0x01;
    std::size_t at = nextJpegMarker(data, 0);
    while (at < data.size() && data[at] != end) {
        if (data[at] != start && data[at] != standalone) {
            if (at + 2 >= data.size())
                return true;
            at += qFromBigEndian<quint16>(&data[at + 1]);
        }
        at = nextJpegMarker(data, at + 1);
    }
    return at >= data.size();
}

/// Plain pixels fill padded rows from the stated offset on; for packed ones the header states the file's
/// size.
bool bmpEndsEarly(Bytes data)
{
    constexpr std::size_t headerSize = 54;
    if (data.size() < headerSize)
        return true;
    const auto number = [&data](std::size_t at) { return qFromLittleEndian<qint32>(&data[at]); };
    const quint32 fileSize = quint32(number(2));
    const quint64 offset = quint32(number(10));
    const quint64 width = quint64(std::abs(qint64(number(18))));
    const quint64 height = quint64(std::abs(qint64(number(22))));
    const quint64 bitsPerPixel = qFromLittleEndian<quint16>(&data[28]);
    const qint32 compression = number(30);
    constexpr qint32 none = 0, bitFields = 3;
    if (compression != none && compression != bitFields)
        return fileSize > data.size();
    return offset + (width * bitsPerPixel + 31) / 32 * 4 * height > data.size();
}

/// Walks from chunk to chunk.
bool pngEndsEarly(Bytes data)
{
    constexpr std::size_t signature = 8, lengthAndType = 8, checksum = 4;
    std::size_t at = signature;
    while (at + lengthAndType + checksum <= data.size()) {
        const bool isEnd = std::equal(&data[at + 4], &data[at + 8], "IEND");
        at += lengthAndType + qFromBigEndian<quint32>(&data[at]) + checksum;
        if (isEnd)
            return at > data.size();
    }
    return true;
}

} // namespace

bool endsEarly(QFile& file, const QByteArray& format)
{
    const auto check = format == "jpeg" || format == "jpg" ? jpegEndsEarly
                       : format == "bmp"                   ? bmpEndsEarly
                       : format == "png"                   ? pngEndsEarly
                                                           : nullptr;
    if (!check)
        return false;
    uchar* memory = file.map(0, file.size());
    if (!memory)
        return false;
    const bool result = check(Bytes(memory, std::size_t(file.size())));
    file.unmap(memory);
    return result;
}

} // namespace saliscope

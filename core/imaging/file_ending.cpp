// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imaging/file_ending.h"

#include <QtEndian>

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

/// The header states the size of the file; some writers leave it zero.
bool bmpEndsEarly(Bytes data)
{
    return data.size() < 6 || qFromLittleEndian<quint32>(&data[2]) > data.size();
}

} // namespace

bool endsEarly(QFile& file, const QByteArray& format)
{
    const bool isJpeg = format == "jpeg" || format == "jpg";
    if (!isJpeg && format != "bmp")
        return false;
    uchar* memory = file.map(0, file.size());
    if (!memory)
        return false;
    const Bytes data(memory, std::size_t(file.size()));
    const bool result = isJpeg ? jpegEndsEarly(data) : bmpEndsEarly(data);
    file.unmap(memory);
    return result;
}

} // namespace saliscope

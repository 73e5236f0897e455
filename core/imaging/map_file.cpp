// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imaging/map_file.h"

#include <QFileInfo>

#include <array>
#include <charconv>

#include "core/base/save_file.h"
#include "core/base/strings.h"
#include "core/imaging/npy.h"

namespace saliscope {

QByteArray csvBytes(const FloatMap& map)
{
    std::array<char, 32> digits{};
    QByteArray bytes;
    for (int channel = 0; channel < map.channels; ++channel) {
        if (channel > 0)
            bytes += '\n';
        for (int y = 0; y < map.height; ++y) {
            for (int x = 0; x < map.width; ++x) {
                const auto end = std::to_chars(digits.begin(), digits.end(), map.at(channel, y, x));
                bytes.append(digits.data(), end.ptr - digits.data());
                bytes += x + 1 < map.width ? ',' : '\n';
            }
        }
    }
    return bytes;
}

Expected<void> writeMap(const QString& path, const FloatMap& map)
{
    const bool isCsv = QFileInfo(path).suffix().toLower() == u"csv";
    return isCsv ? saveFile(path, csvBytes(map)) : writeNpy(path, map);
}

} // namespace saliscope

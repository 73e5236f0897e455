// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>

#include <array>

namespace saliscope {

/// 256 opaque colours from the lowest to the highest value.
using ColorTable = std::array<QRgb, 256>;

struct ColorMapInfo
{
    QString id;               ///< What files and the command line say.
    QString name;             ///< What people read.
    bool isDiverging = false; ///< Two hues around a neutral middle, for values with a sign.
};

/// Every colour map, in the order people see them. The first of each kind is its default; all of them but
/// turbo are safe for colour-blind readers.
const QList<ColorMapInfo>& colorMaps();

/// `id` if it is a colour map of the wanted kind, else the default of that kind.
QString colorMapOfKind(const QString& id, bool isDiverging);

/// The colours of a map from colorMaps(); those of viridis for an unknown id. Any thread.
const ColorTable& colorTable(const QString& id);

} // namespace saliscope

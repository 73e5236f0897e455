// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QString>

namespace saliscope {

/// A photo as opened: upright 8-bit pixels and where they came from. A cheap, immutable value; pixels are
/// shared.
struct Picture
{
    QImage pixels;          ///< Format_RGB32, orientation tag applied, transparency laid on white.
    QString path;           ///< Empty for pasted pictures.
    QString name;           ///< What people see: the file's base name, or "Pasted picture 1".
    QByteArray contentHash; ///< SHA-256 of the pixels; the identity of the picture in recipes and caches.
    QList<QImage> smaller;  ///< Halved once, twice ..., to draw a large photo small; none of a small photo.

    bool isNull() const { return pixels.isNull(); }
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "core/base/error.h"
#include "core/imaging/picture.h"

namespace saliscope {

/// The largest picture that is opened, in pixels; decoding it takes at most eight bytes a pixel.
inline constexpr qint64 maximumPicturePixels = 200'000'000;

/// Opens a photo. The header is checked before anything is decoded; a file that ends early is an error, not a
/// half-grey picture. Errors: FileNotFound, FileUnreadable (folder, no permission), ImageBroken (not an
/// image, damaged, truncated, too large). Any thread.
Expected<Picture> readPicture(const QString& path);

/// The same for the bytes of a picture file that are not in a file, such as pasted ones.
Expected<Picture> readPicture(const QByteArray& bytes, const QString& name);

/// SHA-256 of the file that these pixels were read from by this process, as it was then; empty for others.
/// Any thread.
QByteArray sourceFileHash(const Picture& picture);

/// A picture that comes from no file, such as a pasted one.
Picture pictureFromImage(const QImage& image, const QString& name);

/// "*.jpg", "*.png" ...: what readPicture() can open, for file dialogs and drops.
QStringList pictureNameFilters();

/// Writes a PNG. The text keys of the image go with it. Error: FileUnwritable.
Expected<void> writePng(const QImage& image, const QString& path);

} // namespace saliscope

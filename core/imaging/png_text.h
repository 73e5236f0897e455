// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QIODevice;

namespace saliscope {

/// The text that a PNG carries under `key`, exactly as it was written, without decoding the picture; empty
/// where there is none. (QImageReader gives texts with their white space changed.)
QString pngText(QIODevice& png, const QString& key);

} // namespace saliscope

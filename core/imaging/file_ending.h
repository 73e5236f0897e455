// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>

namespace saliscope {

/// True if a picture file of this format ("jpeg", "bmp", "png" ...) stops before its data does. Only for the
/// formats whose Qt readers fill the missing part and report success, and for PNG, whose library writes on
/// stderr. The file's position is kept; nothing is copied.
bool endsEarly(QFile& file, const QByteArray& format);

} // namespace saliscope

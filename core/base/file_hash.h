// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace saliscope {

/// SHA-256 of the file's bytes; empty where it cannot be read. A file is read once and again when its size or
/// time has changed. Any thread.
QByteArray fileHash(const QString& path);

} // namespace saliscope

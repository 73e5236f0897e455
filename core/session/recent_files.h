// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "core/session/settings.h"

namespace saliscope {

/// A list of files opened lately, newest first, at most ten, kept in the settings. GUI thread.
class RecentFiles
{
public:
    static constexpr int Capacity = 10;

    RecentFiles(Settings& settings, Setting list);

    /// Those that still exist; the others are dropped from the list.
    QStringList files();
    void add(const QString& path);
    void clear();

private:
    Settings& m_settings;
    Setting m_list;
};

} // namespace saliscope

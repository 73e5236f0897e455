// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/recent_files.h"

#include <QFileInfo>

namespace saliscope {

RecentFiles::RecentFiles(Settings& settings, Setting list)
    : m_settings(settings)
    , m_list(list)
{}

QStringList RecentFiles::files()
{
    QStringList paths = m_settings.value(m_list).toStringList();
    paths.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    m_settings.setValue(m_list, paths);
    return paths;
}

void RecentFiles::add(const QString& path)
{
    const QString full = QFileInfo(path).absoluteFilePath();
    QStringList paths = m_settings.value(m_list).toStringList();
    paths.removeAll(full);
    paths.prepend(full);
    m_settings.setValue(m_list, paths.first(std::min<qsizetype>(paths.size(), Capacity)));
}

void RecentFiles::clear()
{
    m_settings.reset(m_list);
}

} // namespace saliscope

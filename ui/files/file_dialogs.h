// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "core/session/settings.h"

class QWidget;

namespace saliscope {

/// The open and save dialogs, each starting in the folder last used for its purpose. Tests answer in the
/// person's place with setNextAnswer().
class FileDialogs
{
public:
    explicit FileDialogs(Settings& settings);

    QStringList openFiles(QWidget* parent, const QString& title, const QString& filter, Setting folder);
    QString openFile(QWidget* parent, const QString& title, const QString& filter, Setting folder);
    QString openFolder(QWidget* parent, const QString& title, Setting folder);
    /// With the ending of the chosen filter where the person typed none.
    QString saveFile(QWidget* parent, const QString& title, const QString& suggestion, const QString& filter,
                     Setting folder);

    void setNextAnswer(const QStringList& files) { m_nextAnswer = files; }

private:
    void remember(Setting folder, const QString& file);

    Settings& m_settings;
    QStringList m_nextAnswer;
};

} // namespace saliscope

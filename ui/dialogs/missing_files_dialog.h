// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/session/session_restore.h"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace saliscope {

class FileDialogs;

/// Lists the files of a session that were not found, and asks: here is one, search this folder, or go on
/// without them (accepted).
class MissingFilesDialog : public QDialog
{
    Q_OBJECT
public:
    MissingFilesDialog(const QString& sessionName, FileDialogs& dialogs, QWidget* parent = nullptr);

    void setMissing(const QList<MissingFile>& missing);

Q_SIGNALS:
    void pointed(const QString& storedPath, const QString& path);
    void folderGiven(const QString& folder);

private:
    void findFile();
    void searchFolder();
    void addButtons();

    QString m_sessionName;
    FileDialogs& m_dialogs;
    QList<MissingFile> m_missing;
    QLabel* m_text;
    QTreeWidget* m_list;
    QPushButton* m_find = nullptr;
};

} // namespace saliscope

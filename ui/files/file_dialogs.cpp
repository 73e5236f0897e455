// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/file_dialogs.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>

#include "core/base/strings.h"

namespace saliscope {

namespace {

/// The first ending of "PNG picture (*.png)".
QString endingOf(const QString& filter)
{
    static const QRegularExpression ending(u"\\*\\.(\\w+)"_s);
    return ending.match(filter).captured(1);
}

} // namespace

FileDialogs::FileDialogs(Settings& settings)
    : m_settings(settings)
{}

QStringList FileDialogs::openFiles(QWidget* parent, const QString& title, const QString& filter,
                                   Setting folder)
{
    QStringList files = std::exchange(m_nextAnswer, {});
    if (files.isEmpty())
        files = QFileDialog::getOpenFileNames(parent, title, m_settings.value(folder).toString(), filter);
    if (!files.isEmpty())
        remember(folder, files.first());
    return files;
}

QString FileDialogs::openFile(QWidget* parent, const QString& title, const QString& filter, Setting folder)
{
    QString file = std::exchange(m_nextAnswer, {}).value(0);
    if (file.isEmpty())
        file = QFileDialog::getOpenFileName(parent, title, m_settings.value(folder).toString(), filter);
    if (!file.isEmpty())
        remember(folder, file);
    return file;
}

QString FileDialogs::openFolder(QWidget* parent, const QString& title, Setting folder)
{
    QString path = std::exchange(m_nextAnswer, {}).value(0);
    if (path.isEmpty())
        path = QFileDialog::getExistingDirectory(parent, title, m_settings.value(folder).toString());
    if (!path.isEmpty())
        m_settings.setValue(folder, path);
    return path;
}

QString FileDialogs::saveFile(QWidget* parent, const QString& title, const QString& suggestion,
                              const QString& filter, Setting folder)
{
    QString file = std::exchange(m_nextAnswer, {}).value(0);
    QString chosenFilter = filter.section(u";;"_s, 0, 0);
    if (file.isEmpty()) {
        const QString start = QDir(m_settings.value(folder).toString()).filePath(suggestion);
        file = QFileDialog::getSaveFileName(parent, title, start, filter, &chosenFilter);
    }
    if (file.isEmpty())
        return file;
    if (QFileInfo(file).suffix().isEmpty())
        file += u'.' + endingOf(chosenFilter);
    remember(folder, file);
    return file;
}

void FileDialogs::remember(Setting folder, const QString& file)
{
    m_settings.setValue(folder, QFileInfo(file).absolutePath());
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace saliscope {

/// The path of a picture or of a folder of pictures: typed, or asked for by a button.
class PathEdit : public QWidget
{
    Q_OBJECT
public:
    explicit PathEdit(QWidget* parent = nullptr);

    void describe(const QString& name, const QString& help);
    void setPath(const QString& path);

Q_SIGNALS:
    void pathEdited(const QString& path);
    /// The person wants to pick one in a dialog.
    void browseRequested(bool folder);

private:
    QLineEdit* m_path;
};

} // namespace saliscope

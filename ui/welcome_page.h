// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace saliscope {

class Actions;

/// What to do first, shown while nothing is open: open photos, open a model, try a sample.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    WelcomePage(const Actions& actions, const QStringList& samples, QWidget* parent = nullptr);

    void setRecent(const QStringList& paths);

Q_SIGNALS:
    void openRequested(const QString& path);

private:
    QWidget* makeSamples(const QStringList& samples);

    QWidget* m_recent;
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>

#include "core/session/autosave.h"
#include "ui/files/stored_opener.h"

namespace saliscope {

class Actions;
class FileDialogs;
class RecoveryStrip;

/// The session as a file of the person's: opened, saved, asked for when changes would be lost, offered again
/// after an unexpected end. GUI thread.
class SessionKeeper : public QObject
{
    Q_OBJECT
public:
    SessionKeeper(Engine& engine, SessionDocument& document, FileDialogs& dialogs, const Actions& actions,
                  RecoveryStrip& strip, QWidget* window);

    /// A session, after the question about changes; a manifest or a figure as one step that can be undone.
    void open(const QString& path);
    /// Keeps copies in `folder` from now on and offers what an unexpected end left there.
    void protect(const QString& folder, int interval = Autosave::Interval);
    /// Whether the window may close now; else it is closed once the person has answered.
    bool mayClose();
    QString path() const { return m_path; } ///< Empty: not saved yet.

Q_SIGNALS:
    void failed(const saliscope::Error& error);
    void noted(const QString& text);
    void pathChanged();
    void opened(); ///< Whatever it was that open() opened.

private:
    bool save();
    bool saveAs();
    bool saveTo(const QString& path);
    void setPath(const QString& path);
    void leave(const std::function<void()>& next);
    void takeSession(const Session& session, const QString& path, const QString& savedAs);
    void takeFigure(const Session& session, const QString& path);
    void offerLeftOver();

    SessionDocument& m_document;
    FileDialogs& m_dialogs;
    RecoveryStrip& m_strip;
    QWidget* m_window;
    StoredOpener* m_opener;
    std::unique_ptr<Autosave> m_autosave;
    QStringList m_leftOver; ///< Copies still to be offered, newest first.
    QString m_path;
    bool m_isLeaving = false;
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <vector>

#include "core/session/session_document.h"
#include "core/session/session_file.h"

namespace saliscope {

/// Keeps a copy of a changed session in a folder against a kill or a crash, and finds the copies of processes
/// that are gone. The copy is made on another thread and appears by rename. GUI thread.
class Autosave : public QObject
{
    Q_OBJECT
public:
    static constexpr int Interval = 60'000; ///< Milliseconds.

    Autosave(SessionDocument& document, QString folder, int interval = Interval, QObject* parent = nullptr);
    ~Autosave() override; ///< Ended in order: the copy goes.

    /// Where the person keeps the session; the copy remembers it.
    void setFile(const QString& path) { m_savedAs = path; }
    /// The session is saved, or is not to be: its copy goes.
    void discard();

    /// Copies that processes left which are gone, newest first. They are this process's to restore or remove.
    QStringList leftOver();
    void remove(const QString& copy);

private:
    void save();
    QString ownCopy() const;

    SessionDocument& m_document;
    QString m_folder;
    QString m_savedAs;
    Session m_saved; ///< What the copy holds.
    QTimer m_timer;
    QThreadPool m_pool;
    QLockFile m_lock;
    std::vector<std::unique_ptr<QLockFile>> m_leftOver; ///< Held, so that no other process offers them.
};

} // namespace saliscope

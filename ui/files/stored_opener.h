// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

#include <optional>

#include "core/engine/engine.h"
#include "core/session/session_restore.h"

namespace saliscope {

class FileDialogs;
class MissingFilesDialog;
class SessionDocument;

/// Opens a session, a manifest or a figure that carries one: finds its files off the GUI thread and asks for
/// those that are missing. The newest wins. GUI thread; the destructor waits for the search.
class StoredOpener : public QObject
{
    Q_OBJECT
public:
    StoredOpener(Engine& engine, const SessionDocument& document, FileDialogs& dialogs, QWidget* window,
                 QObject* parent);
    ~StoredOpener() override;

    void open(const QString& path);

Q_SIGNALS:
    /// `savedAs`: where the person keeps it, other than `path` for a copy.
    void sessionOpened(const saliscope::Session& session, const QString& path, const QString& savedAs);
    void figureOpened(const saliscope::Session& session, const QString& path);
    void failed(const saliscope::Error& error);

private:
    /// What a search ended with.
    struct Found
    {
        StoredSession stored;
        RestoredSession restored;
    };

    static Expected<Found> find(const QString& path, const Session& present, const FileFinder& finder);
    void search();
    void take(const Found& found);
    void ask(const Found& found);
    void finish(const Found& found);

    Engine& m_engine;
    const SessionDocument& m_document;
    FileDialogs& m_dialogs;
    QWidget* m_window;
    QThreadPool m_pool;
    bool m_hasFailed = false; ///< The module: there are no methods to check values with.
    int m_search = 0;         ///< Number of the newest.
    QString m_path;
    FileFinder m_finder;
    std::optional<Found> m_found; ///< While the engine is not ready.
    MissingFilesDialog* m_dialog = nullptr;
};

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/stored_opener.h"

#include <QFileInfo>

#include "core/base/strings.h"
#include "core/figure/manifest_file.h"
#include "core/session/session_document.h"
#include "ui/dialogs/missing_files_dialog.h"

namespace saliscope {

namespace {

bool isSessionFile(const QString& path)
{
    return QFileInfo(path).suffix().toLower() == sessionEnding;
}

} // namespace

StoredOpener::StoredOpener(Engine& engine, const SessionDocument& document, FileDialogs& dialogs,
                           QWidget* window, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_document(document)
    , m_dialogs(dialogs)
    , m_window(window)
{
    m_pool.setMaxThreadCount(1);
    const auto goOn = [this] {
        if (m_found)
            take(*std::exchange(m_found, std::nullopt));
    };
    connect(&engine, &Engine::ready, this, goOn);
    connect(&engine, &Engine::moduleFailed, this, [this, goOn] {
        m_hasFailed = true;
        goOn();
    });
}

StoredOpener::~StoredOpener()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void StoredOpener::open(const QString& path)
{
    m_path = path;
    m_finder = FileFinder({QFileInfo(path).absolutePath()});
    search();
}

Expected<StoredOpener::Found> StoredOpener::find(const QString& path, const Session& present,
                                                 const FileFinder& finder)
{
    const Expected<StoredSession> stored =
        isSessionFile(path)
            ? readSession(path)
            : readManifest(path).map([&](const Manifest& manifest) { return sessionOf(manifest, present); });
    return stored.map([&](const StoredSession& session) {
        return Found{session, restoredSession(session, finder)};
    });
}

void StoredOpener::search()
{
    m_pool.start(
        [this, number = ++m_search, path = m_path, present = m_document.session(), finder = m_finder] {
            const Expected<Found> found = find(path, present, finder);
            QMetaObject::invokeMethod(this, [this, number, found] {
                if (number != m_search)
                    return;
                if (found)
                    take(*found);
                else
                    Q_EMIT failed(found.error());
            });
        });
}

void StoredOpener::take(const Found& found)
{
    if (m_engine.methods().isEmpty() && !m_hasFailed)
        m_found = found;
    else if (found.restored.missing.isEmpty())
        finish(found);
    else
        ask(found);
}

void StoredOpener::ask(const Found& found)
{
    if (!m_dialog) {
        m_dialog = new MissingFilesDialog(QFileInfo(m_path).fileName(), m_dialogs, m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &QObject::destroyed, this, [this] { m_dialog = nullptr; });
        connect(m_dialog, &MissingFilesDialog::pointed, this,
                [this](const QString& storedPath, const QString& path) {
                    m_finder.point(storedPath, path);
                    search();
                });
        connect(m_dialog, &MissingFilesDialog::folderGiven, this, [this](const QString& folder) {
            m_finder.addFolder(folder);
            search();
        });
    }
    disconnect(m_dialog, &QDialog::accepted, this, nullptr);
    connect(m_dialog, &QDialog::accepted, this, [this, found] { finish(found); });
    m_dialog->setMissing(found.restored.missing);
    m_dialog->open();
}

void StoredOpener::finish(const Found& found)
{
    if (m_dialog)
        m_dialog->close();
    const Expected<Session> checked = checkedSession(found.restored.session, m_engine.methods());
    if (!checked)
        return Q_EMIT failed(checked.error());
    if (isSessionFile(m_path))
        Q_EMIT sessionOpened(*checked, m_path, found.stored.savedAs);
    else
        Q_EMIT figureOpened(*checked, m_path);
}

} // namespace saliscope

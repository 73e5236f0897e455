// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/session_keeper.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>

#include "core/base/strings.h"
#include "ui/actions.h"
#include "ui/files/file_dialogs.h"
#include "ui/widgets/recovery_strip.h"

namespace saliscope {

SessionKeeper::SessionKeeper(Engine& engine, SessionDocument& document, FileDialogs& dialogs,
                             const Actions& actions, RecoveryStrip& strip, QWidget* window)
    : QObject(window)
    , m_document(document)
    , m_dialogs(dialogs)
    , m_strip(strip)
    , m_window(window)
    , m_opener(new StoredOpener(engine, document, dialogs, window, this))
{
    connect(actions.openSession, &QAction::triggered, this, [this] {
        const QString path = m_dialogs.openFile(
            m_window, tr("Open Session or Figure"),
            tr("Sessions and figures (*.saliscope *.json *.png *.svg *.pdf)"), Setting::SessionFolder);
        if (!path.isEmpty())
            open(path);
    });
    connect(actions.saveSession, &QAction::triggered, this, &SessionKeeper::save);
    connect(actions.saveSessionAs, &QAction::triggered, this, &SessionKeeper::saveAs);
    connect(m_opener, &StoredOpener::failed, this, &SessionKeeper::failed);
    connect(m_opener, &StoredOpener::sessionOpened, this, &SessionKeeper::takeSession);
    connect(m_opener, &StoredOpener::figureOpened, this, &SessionKeeper::takeFigure);
    connect(&strip, &RecoveryStrip::restoreChosen, this, [this] { open(m_leftOver.value(0)); });
    connect(&strip, &RecoveryStrip::discardChosen, this, [this] {
        m_autosave->remove(m_leftOver.takeFirst());
        offerLeftOver();
    });
}

void SessionKeeper::open(const QString& path)
{
    if (QFileInfo(path).suffix().toLower() == sessionEnding)
        leave([this, path] { m_opener->open(path); });
    else
        m_opener->open(path);
}

void SessionKeeper::takeSession(const Session& session, const QString& path, const QString& savedAs)
{
    if (!m_leftOver.contains(path)) {
        m_document.replace(session);
        setPath(path);
    } else {
        // Restored work is not saved yet: a step that leaves the session modified.
        m_document.replace({});
        m_document.restore(session, tr("session"));
        setPath(savedAs);
        m_autosave->remove(path);
        m_leftOver.removeOne(path);
        offerLeftOver();
    }
    Q_EMIT opened();
}

void SessionKeeper::takeFigure(const Session& session, const QString& path)
{
    const QString name = QFileInfo(path).fileName();
    m_document.restore(session, name);
    Q_EMIT opened();
    Q_EMIT noted(tr("Restored what %1 was made of; Undo takes it back").arg(name));
}

bool SessionKeeper::save()
{
    return m_path.isEmpty() ? saveAs() : saveTo(m_path);
}

bool SessionKeeper::saveAs()
{
    const OpenPicture* open = m_document.session().currentPicture();
    const QString suggestion =
        m_path.isEmpty() ? (open ? open->picture.name : tr("session")) + u".saliscope"_s : m_path;
    const QString path = m_dialogs.saveFile(m_window, tr("Save Session"), suggestion,
                                            tr("Saliscope sessions (*.saliscope)"), Setting::SessionFolder);
    return !path.isEmpty() && saveTo(path);
}

bool SessionKeeper::saveTo(const QString& path)
{
    if (const auto written = writeSession(m_document.session(), path); !written) {
        Q_EMIT failed(written.error());
        return false;
    }
    m_document.undoStack().setClean();
    if (m_autosave)
        m_autosave->discard();
    setPath(path);
    Q_EMIT noted(tr("Saved as %1").arg(path));
    return true;
}

void SessionKeeper::setPath(const QString& path)
{
    m_path = path;
    if (m_autosave)
        m_autosave->setFile(path);
    Q_EMIT pathChanged();
}

void SessionKeeper::leave(const std::function<void()>& next)
{
    if (m_document.undoStack().isClean())
        return next();
    const QString name = m_path.isEmpty() ? tr("this session") : QFileInfo(m_path).fileName();
    auto* box =
        new QMessageBox(QMessageBox::Question, tr("Unsaved Changes"), tr("Save the changes to %1?").arg(name),
                        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window);
    box->setObjectName(u"unsavedQuestion"_s);
    box->setInformativeText(tr("Photos, parameters and targets can then be opened again as they are."));
    box->setDefaultButton(QMessageBox::Save);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, next](int button) {
        if (button == QMessageBox::Discard || (button == QMessageBox::Save && save()))
            next();
    });
    box->open();
}

bool SessionKeeper::mayClose()
{
    if (m_isLeaving || m_document.undoStack().isClean())
        return true;
    leave([this] {
        m_isLeaving = true;
        m_window->close();
    });
    return false;
}

void SessionKeeper::protect(const QString& folder, int interval)
{
    m_autosave = std::make_unique<Autosave>(m_document, folder, interval);
    m_leftOver = m_autosave->leftOver();
    offerLeftOver();
}

void SessionKeeper::offerLeftOver()
{
    m_strip.setVisible(false);
    if (m_leftOver.isEmpty())
        return;
    const QDateTime time = QFileInfo(m_leftOver.first()).lastModified();
    m_strip.offer(tr("Saliscope ended unexpectedly. Its session of %1 can be restored.")
                      .arg(QLocale().toString(time, QLocale::ShortFormat)));
}

} // namespace saliscope

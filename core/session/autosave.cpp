// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/autosave.h"

#include <QCoreApplication>
#include <QDir>

#include "core/base/save_file.h"
#include "core/base/strings.h"

namespace saliscope {
namespace {

const QString ending = u".saliscope"_s;

QString lockOf(const QString& copy)
{
    return copy + u".lock"_s;
}

QString nameOfProcess()
{
    return u"session-%1"_s.arg(QCoreApplication::applicationPid()) + ending;
}

/// The folder, made where it is missing; where that fails, saving says nothing: there is nothing a person
/// could lose yet.
QString made(const QString& folder)
{
    QDir().mkpath(folder);
    return folder;
}

} // namespace

Autosave::Autosave(SessionDocument& document, QString folder, int interval, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_folder(made(folder))
    , m_saved(document.session())
    , m_lock(lockOf(m_folder + u'/' + nameOfProcess()))
{
    m_pool.setMaxThreadCount(1);
    m_lock.setStaleLockTime(0);
    m_lock.tryLock();
    connect(&m_timer, &QTimer::timeout, this, &Autosave::save);
    m_timer.start(interval);
}

Autosave::~Autosave()
{
    discard();
}

QString Autosave::ownCopy() const
{
    return m_folder + u'/' + nameOfProcess();
}

void Autosave::save()
{
    const Session& session = m_document.session();
    if (m_document.undoStack().isClean() || session == m_saved)
        return;
    m_saved = session;
    m_pool.start([session, path = ownCopy(), folder = m_folder, savedAs = m_savedAs] {
        (void)saveFile(path, sessionJson(session, folder, savedAs));
    });
}

void Autosave::discard()
{
    m_pool.waitForDone();
    QFile::remove(ownCopy());
    m_saved = m_document.session();
}

QStringList Autosave::leftOver()
{
    QStringList copies;
    for (const QFileInfo& file : QDir(m_folder).entryInfoList({u'*' + ending}, QDir::Files, QDir::Time)) {
        auto lock = std::make_unique<QLockFile>(lockOf(file.filePath()));
        lock->setStaleLockTime(0);
        if (!lock->tryLock())
            continue;
        copies += file.filePath();
        m_leftOver.push_back(std::move(lock));
    }
    return copies;
}

void Autosave::remove(const QString& copy)
{
    QFile::remove(copy);
}

} // namespace saliscope

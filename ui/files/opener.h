// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include "core/base/error.h"
#include "core/imaging/picture.h"
#include "core/session/recent_files.h"
#include "ui/files/picture_loader.h"

class QMimeData;

namespace saliscope {

/// What dropping something would do, before it is dropped.
struct DropOffer
{
    QString title;
    QString detail; ///< The file's name, or what can be opened instead.
    QString icon;
    bool opens = true;
};

class SessionDocument;

/// Opens whatever a person hands over, by dialog, drop, paste or command line: photos, folders of photos,
/// models; hands on sessions and figures. Says why when it is none of these. GUI thread.
class Opener : public QObject
{
    Q_OBJECT
public:
    Opener(SessionDocument& document, Settings& settings, QObject* parent = nullptr);

    void open(const QStringList& paths);
    void openModel(const QString& path);
    void paste(const QMimeData& data);

    static DropOffer offer(const QMimeData& data);
    static QString modelFilter();
    static QString pictureFilter();
    /// The photos that come with the program.
    static QStringList samples();

    bool isLoading() const;
    RecentFiles& recentImages() { return m_recentImages; }
    RecentFiles& recentModels() { return m_recentModels; }
    RecentFiles& recentSessions() { return m_recentSessions; }

Q_SIGNALS:
    /// Something was handed over: what was said about earlier files is out of date.
    void began();
    void failed(const saliscope::Error& error);
    void modelChosen(const QString& path);
    void loadingChanged();
    /// A session, a manifest or a figure that carries one.
    void storedChosen(const QString& path);
    void recentChanged();

private:
    void useModel(const QString& path);
    void load(const QList<PictureLoader::Task>& tasks);
    void takeLoaded(const QList<Picture>& pictures, const QList<Error>& errors);

    SessionDocument& m_document;
    RecentFiles m_recentImages;
    RecentFiles m_recentModels;
    RecentFiles m_recentSessions;
    PictureLoader* m_loader;
    int m_pasted = 0;
};

} // namespace saliscope

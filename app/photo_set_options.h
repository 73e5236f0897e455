// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineParser>
#include <QJsonObject>

#include "core/imaging/photo_set.h"

namespace saliscope::app {

void declareShardOption(QCommandLineParser& parser); ///< --shard

/// Whether a folder is among the images: then they are opened one after the other, never all at once.
bool namesSet(const QCommandLineParser& parser);

/// Refuses --shard where no folder is named.
Expected<void> checkShardOption(const QCommandLineParser& parser);

/// The photos of the images and folders that this run is to take. Errors: as of findPhotos() and
/// parseShard().
Expected<QList<SetPhoto>> readPhotoSet(const QCommandLineParser& parser);

/// What is said of the photos of a set, as each is done: a line of text, or an entry of one JSON array on
/// stdout.
class SetPrinter
{
public:
    explicit SetPrinter(bool isJson);
    ~SetPrinter(); ///< Ends the array.
    SetPrinter(const SetPrinter&) = delete;
    SetPrinter& operator=(const SetPrinter&) = delete;

    void print(const QString& text, const QJsonObject& json);
    /// A photo is left out, and why: on stderr.
    void skip(const Error& error);
    int skipped() const { return m_skipped; }

private:
    bool m_isJson;
    bool m_isFirst = true;
    int m_skipped = 0;
};

/// An error where photos were skipped or the run was interrupted, so that the exit status tells that
/// something is missing.
Expected<void> setOutcome(qsizetype photos, qsizetype done, int skipped);

} // namespace saliscope::app

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonDocument>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/base/progress.h"

namespace saliscope::app {

inline constexpr int exitDone = 0;
inline constexpr int exitFailed = 1;
inline constexpr int exitUsage = 2;

/// Results go to stdout, messages to stderr; both in UTF-8, a line each.
void printResult(const QString& text);
void printPart(const QByteArray& text); ///< Of a result, as it is: no line end is added.
void printJson(const QJsonDocument& document);
void printMessage(const QString& text);

/// Prints what failed, why and what to do; returns the exit status: usage for what was wrong on the command
/// line, failed for the rest.
int report(const Error& error);

/// Cancelled by Ctrl+C; a second Ctrl+C ends the program at once.
CancelToken interruption();

/// One line on stderr that says how far a job is, only when a person sees it: stderr is a terminal.
class ProgressLine
{
public:
    explicit ProgressLine(const QString& what);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const Progress& progress);

private:
    QString m_what;
    bool m_isTerminal;
    QElapsedTimer m_sinceShown;
};

} // namespace saliscope::app

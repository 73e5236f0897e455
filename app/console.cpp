// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "core/base/strings.h"

namespace saliscope::app {
namespace {

void print(std::FILE* stream, const QByteArray& bytes)
{
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stream);
    std::fflush(stream);
}

const CancelToken& interruptToken()
{
    static const CancelToken token;
    return token;
}

extern "C" void onInterrupt(int number)
{
    interruptToken().cancel();
    std::signal(number, SIG_DFL);
}

} // namespace

void printResult(const QString& text)
{
    print(stdout, text.toUtf8() + '\n');
}

void printPart(const QByteArray& text)
{
    print(stdout, text);
}

void printJson(const QJsonDocument& document)
{
    print(stdout, document.toJson());
}

void printMessage(const QString& text)
{
    print(stderr, text.toUtf8() + '\n');
}

int report(const Error& error)
{
    printMessage(u"saliscope: "_s + error.text());
    return error.code == ErrorCode::InvalidArgument ? exitUsage : exitFailed;
}

CancelToken interruption()
{
    const CancelToken token = interruptToken();
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    return token;
}

ProgressLine::ProgressLine(const QString& what)
    : m_what(what)
    , m_isTerminal(isatty(STDERR_FILENO) != 0)
{}

ProgressLine::~ProgressLine()
{
    if (m_sinceShown.isValid())
        print(stderr, "\r\x1b[K");
}

void ProgressLine::show(const Progress& progress)
{
    constexpr int millisecondsBetween = 100;
    if (!m_isTerminal || (m_sinceShown.isValid() && m_sinceShown.elapsed() < millisecondsBetween))
        return;
    m_sinceShown.start();
    const QString line = u"\r\x1b[K%1: %2 of %3, %4 s left"_s.arg(m_what)
                             .arg(progress.done)
                             .arg(progress.total)
                             .arg(progress.remainingSeconds(), 0, 'f', 1);
    print(stderr, line.toUtf8());
}

} // namespace saliscope::app

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>

#include "app/console.h"
#include "core/base/strings.h"
#include "ui/run_window.h"

namespace saliscope::app {
namespace {

/// The options of Qt's own that people use; QApplication acts on them.
QList<QCommandLineOption> toolkitOptions()
{
    QList<QCommandLineOption> options;
    for (const QString& name : {u"platform"_s, u"style"_s, u"stylesheet"_s, u"display"_s, u"geometry"_s,
                                u"qwindowgeometry"_s, u"session"_s})
        options += QCommandLineOption(name, {}, u"value"_s);
    return options;
}

} // namespace

int openWindow(int argc, char** argv, const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOptions(toolkitOptions());
    if (!parser.parse(QStringList{u"saliscope"_s} + arguments)) {
        printMessage(u"saliscope: %1\nsaliscope --help lists the commands; each has its own --help."_s.arg(
            parser.errorText()));
        return exitUsage;
    }
    const QString first = parser.positionalArguments().value(0);
    const bool isWord = !first.isEmpty() && !first.contains(u'.') && !first.contains(u'/');
    if (isWord && !QFileInfo::exists(first)) {
        printMessage(u"saliscope: \"%1\" is neither a command nor a file\n"
                     "saliscope --help lists the commands."_s.arg(first));
        return exitUsage;
    }
    const QString platform = parser.value(u"platform"_s) + qEnvironmentVariable("QT_QPA_PLATFORM");
    if (platform.isEmpty() && qEnvironmentVariableIsEmpty("DISPLAY") &&
        qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")) {
        printMessage(u"saliscope: There is no display for the window\n"
                     "Run it in a desktop session, or use a command: saliscope --help lists them."_s);
        return exitFailed;
    }
    QApplication application(argc, argv);
    return runWindow(application, parser.positionalArguments());
}

} // namespace saliscope::app

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"

#include <QGuiApplication>

#include <memory>

#include "app/console.h"
#include "core/base/strings.h"

namespace saliscope::app {
namespace {

/// Figures need fonts, and with them a QGuiApplication; it needs no display.
std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv, bool drawsFigure)
{
    if (!drawsFigure)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

/// Qt's remarks about the environment, such as a missing runtime folder, are no messages of a command.
void onlySeriousMessages(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        printMessage(text);
}

QString optionList(const QCommandLineParser& parser)
{
    QString text = parser.helpText();
    return text.mid(text.indexOf(u"Options:"_s)).trimmed();
}

} // namespace

QList<Command> commands()
{
    return {predictCommand(), explainCommand(), ascendCommand(),  figureCommand(),
            metricsCommand(), modelCommand(),   methodsCommand(), benchCommand()};
}

int runCommand(const Command& command, const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(command.summary);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Shows this."_s);
    parser.addOption(help);
    command.declare(parser);
    const bool isUnderstood = parser.parse(QStringList{u"saliscope"_s} + arguments);

    // What the help calls the program.
    QByteArray name = "saliscope " + command.name.toUtf8();
    int argc = 1;
    char* argv[] = {name.data(), nullptr};
    const bool drawsFigure =
        (command.name == u"explain" || command.name == u"figure") && isUnderstood && parser.isSet(u"out"_s);
    qInstallMessageHandler(onlySeriousMessages);
    const auto application = makeApplication(argc, argv, drawsFigure);

    if (!isUnderstood) {
        printMessage(u"saliscope: %1\n\n%2"_s.arg(parser.errorText(), optionList(parser)));
        return exitUsage;
    }
    if (parser.isSet(help)) {
        printResult(parser.helpText().trimmed());
        return exitDone;
    }
    interruption(); // from here on Ctrl+C asks instead of killing
    const Expected<void> done = command.run(parser);
    return done ? exitDone : report(done.error());
}

} // namespace saliscope::app

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineParser>

#include "core/base/error.h"

namespace saliscope::app {

/// A subcommand: one file each, <name>_command.cpp.
struct Command
{
    QString name;
    QString summary;
    void (*declare)(QCommandLineParser& parser);
    Expected<void> (*run)(const QCommandLineParser& parser);
};

Command predictCommand();
Command explainCommand();
Command figureCommand();
Command ascendCommand();
Command metricsCommand();
Command modelCommand();
Command methodsCommand();
Command benchCommand();

QList<Command> commands();

/// Parses `arguments` (without program and command) and runs the command; returns the exit status. Makes its
/// own application object, without a display.
int runCommand(const Command& command, const QStringList& arguments);

} // namespace saliscope::app

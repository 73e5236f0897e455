// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <clocale>
#include <langinfo.h>

#include "app/command.h"
#include "app/console.h"
#include "app/window.h"
#include "core/base/strings.h"

using namespace saliscope;
using namespace saliscope::app;

namespace {

/// Qt warns, and file names suffer, in the C locale that cron jobs and containers have.
void useUtf8()
{
    std::setlocale(LC_CTYPE, "");
    if (qstrcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", "C.UTF-8");
    std::setlocale(LC_ALL, "");
}

QString versionText()
{
    return u"saliscope %1 (Qt %2, built for libtorch %3)"_s.arg(QStringLiteral(SALISCOPE_VERSION),
                                                                QString::fromLatin1(qVersion()),
                                                                QStringLiteral(SALISCOPE_LIBTORCH_VERSION));
}

QString helpText()
{
    QString text = u"Usage: saliscope [FILE...]            opens the window with images and models\n"
                   "       saliscope COMMAND [options]    does the same work without a display\n\n"
                   "Shows why an image classifier answered as it did.\n\nCommands:\n"_s;
    for (const Command& command : commands())
        text += u"  %1 %2\n"_s.arg(command.name, -10).arg(command.summary);
    text += u"\nOptions:\n"
            "  -h, --help     Shows this; after a command, its options.\n"
            "  -v, --version  Shows versions.\n\n"
            "Exit status: 0 done, 1 failed, 2 wrong usage."_s;
    return text;
}

} // namespace

int main(int argc, char** argv)
{
    useUtf8();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    const QString first = arguments.value(0);
    for (const Command& command : commands()) {
        if (first == command.name)
            return runCommand(command, arguments.mid(1));
    }
    if (first == u"--help" || first == u"-h") {
        printResult(helpText());
        return exitDone;
    }
    if (first == u"--version" || first == u"-v") {
        printResult(versionText());
        return exitDone;
    }
    return openWindow(argc, argv, arguments);
}

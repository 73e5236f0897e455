// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>

#include "core/base/strings.h"

namespace saliscope::test {

/// What one run of the program left.
struct Run
{
    int exitCode = -1;
    QByteArray out;
    QString error;
};

/// Runs the real program with an empty environment, as from cron; sanitizer builds keep their options.
inline Run runProgram(const QStringList& arguments, const QString& folder = {})
{
    QProcessEnvironment environment{QProcessEnvironment::InheritFromParent};
    environment.clear();
    for (const QString& name : {u"ASAN_OPTIONS"_s, u"LSAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s, u"TSAN_OPTIONS"_s,
                                u"OMP_WAIT_POLICY"_s}) {
        if (qEnvironmentVariableIsSet(name.toLatin1().constData()))
            environment.insert(name, qEnvironmentVariable(name.toLatin1().constData()));
    }
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.start(QStringLiteral(SALISCOPE_PROGRAM), arguments);
    process.closeWriteChannel();
    Run run;
    if (process.waitForFinished(240'000) && process.exitStatus() == QProcess::NormalExit)
        run.exitCode = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.error = QString::fromUtf8(process.readAllStandardError());
    return run;
}

inline QString samplePhoto(const QString& name)
{
    return QStringLiteral(SALISCOPE_RESOURCES_DIR "/photos/") + name;
}

inline QString tinyModel(const QString& name)
{
    return QStringLiteral(SALISCOPE_TEST_DATA "/models/") + name;
}

} // namespace saliscope::test

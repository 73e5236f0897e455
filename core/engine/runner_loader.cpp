// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/runner_loader.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibrary>

#include "core/base/strings.h"

namespace saliscope {

namespace {

QString modulePath()
{
    const QString folder = qEnvironmentVariable("SALISCOPE_MODULE_DIR");
    const QDir directory(folder.isEmpty() ? QCoreApplication::applicationDirPath() + u"/../lib/saliscope"_s
                                          : folder);
    return QDir::cleanPath(directory.filePath(u"libsaliscope_compute.so"_s));
}

/// Threads that wait for each other's share of an operator must not spin while another program has the
/// processor: two threads on a busy two-core machine then take ten times as long as one. Read by OpenMP when
/// libtorch brings it in.
void limitSpinning()
{
    if (!qEnvironmentVariableIsSet("OMP_WAIT_POLICY") && !qEnvironmentVariableIsSet("GOMP_SPINCOUNT"))
        qputenv("GOMP_SPINCOUNT", "1000");
}

/// libtorch must call the BLAS that it carries. OpenCV brings the system's, which is of the same names,
/// loaded first and five times as slow on one thread: deep binding keeps the two apart. The sanitizers forbid
/// it.
QLibrary::LoadHints loadHints()
{
    QLibrary::LoadHints hints = QLibrary::PreventUnloadHint;
#ifndef SALISCOPE_SANITIZED
    hints |= QLibrary::DeepBindHint;
#endif
    return hints;
}

} // namespace

Expected<std::unique_ptr<Runner>> openRunner()
{
    limitSpinning();
    QLibrary module(modulePath());
    module.setLoadHints(loadHints());
    const auto create = reinterpret_cast<CreateRunner>(module.resolve(createRunnerSymbol));
    if (!create) {
        return failure(
            ErrorCode::ModuleUnavailable, u"The computing module could not be opened"_s, module.errorString(),
            u"Build or install Saliscope again; libtorch must be where it was when it was built."_s);
    }
    return std::unique_ptr<Runner>(create());
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run_window.h"

#include <QApplication>
#include <QStandardPaths>

#include "core/base/strings.h"
#include "core/engine/engine.h"
#include "core/engine/runner_loader.h"
#include "core/session/session_document.h"
#include "core/session/settings.h"
#include "ui/main_window.h"
#include "ui/theme.h"

namespace saliscope {

int runWindow(QApplication& app, const QStringList& files)
{
    Settings settings;
    applyAppearance(app, Appearance(settings.value(Setting::Appearance).toInt()));
    Engine engine(openRunner);
    SessionDocument document(rememberedSession(settings));
    MainWindow window(engine, document, settings);
    window.show();
    window.openFiles(files);
    window.protect(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/autosave"_s);
    return app.exec();
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>
#include <QVariant>

#include <memory>

#include "core/session/session.h"

namespace saliscope {

/// What is remembered between starts. Each is one row, key and default, of the table in settings.cpp, in the
/// same order.
enum class Setting
{
    WindowGeometry,
    WindowState,
    ImageFolder, ///< Where the open dialogs start, one for each purpose.
    ModelFolder,
    ExportFolder,
    SessionFolder,
    ExplainSplitter,
    Appearance, ///< 0: as the system, 1: light, 2: dark.
    Started,    ///< The program was started before.
    Device,
    Precision, ///< As precisionText() writes it.
    Threads,   ///< 0: as many as physical cores.
    ColorMap,
    FigureLayout, ///< The three as figure_options writes them.
    FigureBackground,
    FigureDpi,
    RecentImages,
    RecentModels,
    RecentSessions,
    RulesHintDismissed, ///< That maps of backward rules hardly depend on the class is known.
};

/// The person's choices on this machine, one table over QSettings. GUI thread.
class Settings : public QObject
{
    Q_OBJECT

public:
    /// The platform's own place when `file` is empty; tests give a temporary file (INI).
    explicit Settings(const QString& file = {}, QObject* parent = nullptr);

    QVariant value(Setting setting) const;
    void setValue(Setting setting, const QVariant& value);
    void reset(Setting setting);
    void resetAll();

    static QVariant defaultValue(Setting setting);
    static QList<Setting> all();

Q_SIGNALS:
    void changed(saliscope::Setting setting);

private:
    std::unique_ptr<QSettings> m_store;
};

/// What a session starts with on this machine: the device, its precision, the threads and the colours used
/// last.
Session rememberedSession(const Settings& settings);

} // namespace saliscope

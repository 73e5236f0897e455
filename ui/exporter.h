// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/base/error.h"
#include "core/figure/figure.h"
#include "core/session/session_document.h"

class QWidget;

namespace saliscope {

class Actions;
class AscendController;
class ExplainController;
class FileDialogs;
class Settings;

/// Takes results out of the window: figure, raw map, picture, clipboard. GUI thread.
class Exporter : public QObject
{
    Q_OBJECT
public:
    Exporter(const SessionDocument& document, const ExplainController& explain,
             const AscendController& ascend, FileDialogs& dialogs, Settings& settings, const Actions& actions,
             QWidget* window);

Q_SIGNALS:
    void failed(const saliscope::Error& error);
    void noted(const QString& text);

private:
    void exportFigure();
    void saveFigure(const Figure& figure);
    void exportMap();
    void saveDrawing();
    void copyMap();
    void copyCommandLine();
    void report(const Expected<void>& saved, const QString& path);
    /// As figures were exported last, of what is on screen.
    FigureOptions figureOptions() const;
    QString suggestion(const QString& kind, const QString& ending) const;
    void updateActions();

    const SessionDocument& m_document;
    const ExplainController& m_explain;
    const AscendController& m_ascend;
    FileDialogs& m_dialogs;
    Settings& m_settings;
    const Actions& m_actions;
    QWidget* m_window;
};

} // namespace saliscope

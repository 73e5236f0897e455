// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

#include "core/base/error.h"
#include "core/figure/figure.h"
#include "core/session/session_document.h"
#include "ui/shown_map.h"

class QWidget;

namespace saliscope {

class Actions;
class AscendController;
class CompareController;
class ExplainController;
class FileDialogs;
class Settings;

/// Takes results out of the window: figure, raw map, picture, clipboard. GUI thread.
class Exporter : public QObject
{
    Q_OBJECT
public:
    Exporter(const SessionDocument& document, const ExplainController& explain,
             const CompareController& compare, const AscendController& ascend, FileDialogs& dialogs,
             Settings& settings, const Actions& actions, QWidget* window);

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
    /// Of the selected panel in the Compare workspace, else of Explain.
    std::optional<ShownMap> shown() const;
    std::optional<Figure> shownFigure() const;
    QString suggestion(const QString& kind, const QString& ending) const;
    void updateActions();

    const SessionDocument& m_document;
    const ExplainController& m_explain;
    const CompareController& m_compare;
    const AscendController& m_ascend;
    FileDialogs& m_dialogs;
    Settings& m_settings;
    const Actions& m_actions;
    QWidget* m_window;
};

} // namespace saliscope

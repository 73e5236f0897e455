// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <utility>

#include "core/engine/engine.h"

namespace saliscope {

class Actions;
class ExplainController;
class FileDialogs;
class MeasuresWindow;
class SessionDocument;

/// Has maps measured, one after another, and shows the numbers in a window of their own. GUI thread.
class MeasuresController : public QObject
{
    Q_OBJECT
public:
    MeasuresController(Engine& engine, const SessionDocument& document, const ExplainController& explain,
                       FileDialogs& dialogs, const Actions& actions, QWidget* window);

    /// Opens the window and measures these maps by the ticked metrics. Replaces what is left to do.
    void measure(const QList<std::pair<Recipe, Picture>>& maps);

private:
    void measureShown();
    void next();
    void take(const Measurement& measurement);
    void showObstacle();

    Engine& m_engine;
    const SessionDocument& m_document;
    const ExplainController& m_explain;
    MeasuresWindow* m_window;
    QList<std::pair<Recipe, Picture>> m_waiting; ///< The first is being measured.
};

} // namespace saliscope

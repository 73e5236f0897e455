// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metrics/measures_controller.h"

#include <QAction>

#include "core/session/session_document.h"
#include "ui/actions.h"
#include "ui/explain/explain_controller.h"
#include "ui/metrics/measures_window.h"

namespace saliscope {

MeasuresController::MeasuresController(Engine& engine, const SessionDocument& document,
                                       const ExplainController& explain, FileDialogs& dialogs,
                                       const Actions& actions, QWidget* window)
    : QObject(window)
    , m_engine(engine)
    , m_document(document)
    , m_explain(explain)
    , m_window(new MeasuresWindow(dialogs, window))
{
    connect(&engine, &Engine::ready, this,
            [this] { m_window->setInfos(m_engine.methods(), m_engine.metrics()); });
    connect(&engine, &Engine::measureProgress, m_window, &MeasuresWindow::showProgress);
    connect(&engine, &Engine::measured, this, &MeasuresController::take);
    connect(&engine, &Engine::measureFailed, this, [this](const Error& error) {
        m_waiting.clear();
        m_window->fail(error);
    });
    connect(m_window, &MeasuresWindow::measureRequested, this, &MeasuresController::measureShown);
    connect(m_window, &MeasuresWindow::stopRequested, &m_engine, &Engine::cancelMeasure);
    connect(&explain, &ExplainController::attributionChanged, this, &MeasuresController::showObstacle);
    connect(actions.measureMap, &QAction::triggered, this, [this] {
        m_window->show();
        m_window->raise();
        m_window->activateWindow();
    });
    showObstacle();
}

void MeasuresController::showObstacle()
{
    const AttributionPtr& map = m_explain.attribution();
    m_window->setObstacle(!map               ? tr("There is no map yet: open a photo.")
                          : !map->isComplete ? tr("The map is still being made.")
                                             : QString());
}

void MeasuresController::measureShown()
{
    const OpenPicture* open = m_document.session().currentPicture();
    const AttributionPtr& map = m_explain.attribution();
    if (open && map && map->isComplete)
        measure({{map->recipe, open->picture}});
}

void MeasuresController::measure(const QList<std::pair<Recipe, Picture>>& maps)
{
    m_window->show();
    m_waiting = maps;
    next();
}

void MeasuresController::next()
{
    if (m_waiting.isEmpty())
        return m_window->finish({});
    const auto& [recipe, picture] = m_waiting.front();
    const MethodInfo* method = m_engine.method(recipe.method);
    m_window->start(tr("Measuring %1 of %2").arg(method ? method->name : recipe.method, picture.name));
    m_engine.measure(recipe, picture, m_window->chosenMetrics());
}

void MeasuresController::take(const Measurement& measurement)
{
    if (m_waiting.isEmpty())
        return;
    const Picture picture = m_waiting.takeFirst().second;
    m_window->add({picture.name, measurement});
    next();
}

} // namespace saliscope

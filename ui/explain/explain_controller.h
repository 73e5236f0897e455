// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <optional>

#include "core/engine/engine.h"
#include "core/figure/figure.h"
#include "core/render/confidence.h"
#include "core/session/session_document.h"
#include "ui/explain/finished_maps.h"

namespace saliscope {

class Actions;
class DisplayPanel;
class ExplainPage;
class FileDialogs;
class MethodPanel;
class ModelController;
class PredictionPanel;
class RulesHint;
class Settings;

/// The widgets of the Explain workspace, who asks for files and what is remembered.
struct ExplainParts
{
    ExplainPage& page;
    PredictionPanel& predictions;
    MethodPanel& method;
    DisplayPanel& display;
    FileDialogs& dialogs;
    Settings& settings;
};

/// Asks for predictions and maps when the session changes and shows what comes back; turns what people do in
/// the Explain workspace into session commands. GUI thread.
class ExplainController : public QObject
{
    Q_OBJECT
public:
    ExplainController(Engine& engine, SessionDocument& document, ModelController& model,
                      const Actions& actions, const ExplainParts& parts, QObject* parent = nullptr);

    /// The map on screen; null when there is none.
    const AttributionPtr& attribution() const { return m_attribution; }
    /// What of it is drawn: the map, or an error of it. Empty when there is none.
    const FloatMap& shownMap() const { return m_shown; }
    /// Photo and map as they are on screen; nothing while there is no map.
    std::optional<Figure> figure() const;
    /// All open photos that have a map of the session's model, the shown one with the map on screen.
    Figure figureOfAll() const;
    bool isComputing() const;

    void recompute();
    void stop();

Q_SIGNALS:
    /// The map on screen is another one.
    void attributionChanged();
    void computingChanged();

private:
    void connectEngine();
    void connectPage();
    void connectPanels();
    void takeChange(SessionDocument::Changes changes);
    void showPicture();
    void showCrop();
    void showControls();
    void showModel();
    void awaitPrediction();
    void predict();
    /// Shows the map that is wanted now, computing it where it is not known.
    void explain();
    void compute();
    bool isLookedAt() const;
    void finish(const QString& text);
    void take(const AttributionPtr& attribution);
    MapAspect aspect() const;
    void render();
    void showTitle();
    void fail(const Error& error);
    void choosePath(const ParamSpec& spec, bool folder);
    void stepImage(int step);
    FigurePanel panel(const OpenPicture& open, const AttributionPtr& map) const;
    bool isNewest(const Attribution& attribution) const;

    Engine& m_engine;
    SessionDocument& m_document;
    ModelController& m_model;
    const Actions& m_actions;
    ExplainParts m_parts;
    AttributionPtr m_attribution;
    FloatMap m_shown;
    RulesHint* m_rulesHint;
    FinishedMaps m_finished;
    bool m_isOwed = false; ///< A map that was asked for or cancelled while people look at another workspace.
    QTimer m_pause;        ///< Between a change and the request: a dragged slider sends several changes.
};

} // namespace saliscope

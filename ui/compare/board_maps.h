// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>

#include <optional>

#include "core/engine/engine.h"

namespace saliscope {

/// How far the map of a panel is.
struct PanelMap
{
    enum class Phase
    {
        Closed, ///< Its photo is not open.
        Waiting,
        Running,
        Done,
        Stopped,
        Failed
    };
    Phase phase = Phase::Waiting;
    AttributionPtr map; ///< The newest; null before the first preview.
    Progress progress;
    Error error;
};

/// What a panel asks for.
struct PanelRequest
{
    Recipe recipe;
    Picture picture; ///< Null where it is not open.
    bool isVisible = false;
};

/// Asks the engine for the maps of the board and knows how far each is. A panel whose recipe did not change
/// keeps its map, panels with the same recipe share one, and recipes that differ in the reduction share a
/// computation. GUI thread.
class BoardMaps : public QObject
{
    Q_OBJECT
public:
    explicit BoardMaps(Engine& engine, QObject* parent = nullptr);

    /// What the panels show, in their order.
    void follow(const QList<PanelRequest>& requests);
    void stop(int panel);
    void stopAll();
    /// Computes a map again that was stopped or failed.
    void restart(int panel);

    const PanelMap& at(int panel) const;
    /// Of the panels.
    int count(PanelMap::Phase phase) const;

Q_SIGNALS:
    void changed(int panel);

private:
    void connectEngine();
    void update(const RecipeKey& key, PanelMap state);
    PanelMap* find(const RecipeKey& key);
    void makeState(const PanelRequest& request, const RecipeKey& key);
    void resolveSiblings(const RecipeKey& key);
    void want();

    Engine& m_engine;
    bool m_isReady = false;
    QList<PanelRequest> m_requests;
    QList<RecipeKey> m_keys; ///< Of the panels.
    QHash<RecipeKey, PanelMap> m_states;
};

} // namespace saliscope

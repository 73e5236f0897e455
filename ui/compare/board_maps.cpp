// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/board_maps.h"

#include <QSet>

#include <utility>

namespace saliscope {

using Phase = PanelMap::Phase;

BoardMaps::BoardMaps(Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_isReady(!engine.methods().isEmpty())
{
    connectEngine();
}

void BoardMaps::connectEngine()
{
    connect(&m_engine, &Engine::ready, this, [this] {
        m_isReady = true; // Only now keys can be told.
        follow(m_requests);
    });
    connect(&m_engine, &Engine::mapStarted, this, [this](const RecipeKey& key) {
        if (PanelMap* state = find(key); state && state->phase == Phase::Waiting) {
            state->progress = {};
            state->phase = Phase::Running;
            update(key, *state);
        }
    });
    connect(&m_engine, &Engine::mapProgress, this, [this](const RecipeKey& key, const Progress& progress) {
        PanelMap* state = find(key);
        if (!state || state->phase != Phase::Running)
            return;
        state->progress = progress;
        update(key, *state);
    });
    connect(&m_engine, &Engine::mapPreviewed, this, [this](const RecipeKey& key, const AttributionPtr& map) {
        PanelMap* state = find(key);
        if (!state || state->phase == Phase::Done || (state->map && state->map->samples > map->samples))
            return; // A map that was interrupted begins anew: what is shown stays until there is more.
        state->map = map;
        update(key, *state);
    });
    connect(&m_engine, &Engine::mapMade, this, [this](const RecipeKey& key, const AttributionPtr& map) {
        update(key, {.phase = Phase::Done, .map = map});
        resolveSiblings(key);
    });
    connect(&m_engine, &Engine::mapFailed, this, [this](const RecipeKey& key, const Error& error) {
        update(key, {.phase = Phase::Failed, .error = error});
        want();
    });
    connect(&m_engine, &Engine::explained, this, [this](const AttributionPtr& map) {
        if (map->isComplete)
            follow(m_requests); // The board may want the same.
    });
}

PanelMap* BoardMaps::find(const RecipeKey& key)
{
    const auto state = m_states.find(key);
    return state == m_states.end() ? nullptr : &*state;
}

const PanelMap& BoardMaps::at(int panel) const
{
    static const PanelMap waiting;
    const auto state = m_states.find(m_keys.value(panel));
    return state == m_states.end() ? waiting : *state;
}

int BoardMaps::count(Phase phase) const
{
    int count = 0;
    for (int panel = 0; panel < m_keys.size(); ++panel)
        count += at(panel).phase == phase;
    return count;
}

void BoardMaps::update(const RecipeKey& key, PanelMap state)
{
    if (!find(key))
        return;
    m_states[key] = std::move(state);
    for (int panel = 0; panel < m_keys.size(); ++panel) {
        if (m_keys.at(panel) == key)
            Q_EMIT changed(panel);
    }
}

void BoardMaps::follow(const QList<PanelRequest>& requests)
{
    m_requests = requests;
    if (!m_isReady)
        return;
    const QList<RecipeKey> keysBefore = std::exchange(m_keys, {});
    const QHash<RecipeKey, PanelMap> before = m_states;
    for (const PanelRequest& request : requests) {
        m_keys << recipeKey(request.recipe, m_engine.methods());
        makeState(request, m_keys.last());
    }
    const QSet<RecipeKey> keys(m_keys.begin(), m_keys.end());
    m_states.removeIf([&keys](const auto& state) { return !keys.contains(state.key()); });
    want();
    for (int panel = 0; panel < m_keys.size(); ++panel) {
        const RecipeKey& key = m_keys.at(panel);
        if (keysBefore.value(panel) != key || !before.contains(key) || before[key].phase != at(panel).phase)
            Q_EMIT changed(panel);
    }
}

void BoardMaps::makeState(const PanelRequest& request, const RecipeKey& key)
{
    PanelMap* state = find(key);
    const bool isOpen = !request.picture.isNull();
    if (state && state->phase == Phase::Done)
        return;
    const bool wasClosed = state && state->phase == Phase::Closed;
    if (const AttributionPtr known = m_engine.knownMap(request.recipe))
        m_states.insert(key, {.phase = Phase::Done, .map = known});
    else if (!state || wasClosed == isOpen)
        m_states.insert(key, {.phase = isOpen ? Phase::Waiting : Phase::Closed});
}

/// Other reductions of the same computation need none of their own.
void BoardMaps::resolveSiblings(const RecipeKey& key)
{
    for (int panel = 0; panel < m_keys.size(); ++panel) {
        const RecipeKey& sibling = m_keys.at(panel);
        if (sibling == key || sibling.computation != key.computation || at(panel).phase == Phase::Done)
            continue;
        if (const AttributionPtr known = m_engine.knownMap(m_requests.at(panel).recipe))
            update(sibling, {.phase = Phase::Done, .map = known});
    }
    want();
}

void BoardMaps::want()
{
    QList<WantedMap> maps;
    QHash<QByteArray, qsizetype> places; ///< In `maps`, by computation.
    for (int panel = 0; panel < m_keys.size(); ++panel) {
        const Phase phase = at(panel).phase;
        if (phase != Phase::Waiting && phase != Phase::Running)
            continue;
        const PanelRequest& request = m_requests.at(panel);
        const RecipeKey& key = m_keys.at(panel);
        if (const auto place = places.find(key.computation); place != places.end()) {
            WantedMap& other = maps[*place];
            if (phase == Phase::Running) { // It goes on.
                other.key = key;
                other.recipe = request.recipe;
            }
            other.isVisible |= request.isVisible;
            continue;
        }
        places.insert(key.computation, maps.size());
        maps << WantedMap{.key = key,
                          .recipe = request.recipe,
                          .picture = request.picture,
                          .isVisible = request.isVisible,
                          .cost = mapCost(request.recipe, m_engine.methods())};
    }
    m_engine.wantMaps(maps);
}

void BoardMaps::stop(int panel)
{
    PanelMap state = at(panel);
    if (state.phase != Phase::Waiting && state.phase != Phase::Running)
        return;
    state.phase = Phase::Stopped;
    update(m_keys.at(panel), state);
    want();
}

void BoardMaps::stopAll()
{
    for (int panel = 0; panel < m_keys.size(); ++panel)
        stop(panel);
}

void BoardMaps::restart(int panel)
{
    PanelMap state = at(panel);
    if (state.phase != Phase::Stopped && state.phase != Phase::Failed)
        return;
    state.phase = Phase::Waiting;
    update(m_keys.at(panel), state);
    want();
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSet>

#include <mutex>
#include <optional>

#include "core/base/cancel_token.h"
#include "core/recipe/recipe_key.h"

namespace saliscope {

/// A map that is wanted for the board.
struct WantedMap
{
    RecipeKey key;
    Recipe recipe;
    Picture picture;
    bool isVisible = false;
    double cost = 0; ///< See mapCost().
};

struct MapJob
{
    WantedMap map;
    CancelToken cancel;
};

/// Roughly how often the network runs for the map of `recipe`.
double mapCost(const Recipe& recipe, const QList<MethodInfo>& methods);

/// The maps that are wanted in the background, one at a time: visible ones first, then cheap ones. What
/// people wait for interrupts them. Thread-safe.
class MapQueue
{
public:
    /// Replaces what is wanted. A running map that is still wanted goes on, another is asked to stop.
    void want(QList<WantedMap> maps);
    /// Asks the running map to stop and to be computed later.
    void interrupt();
    /// The next one; it is then the running one until finish().
    std::optional<MapJob> take();
    /// The running one has ended. False when nobody waits for its answer: it was interrupted or is not
    /// wanted.
    bool finish(bool isComplete);
    /// The answer has arrived. Until then its map, although still asked for, is not computed again.
    void acknowledge(const RecipeKey& key);
    /// Stops everything; nothing can be taken any more.
    void close();

private:
    std::mutex m_mutex;
    QList<WantedMap> m_pending;
    std::optional<MapJob> m_running;
    QSet<RecipeKey> m_answered; ///< Not acknowledged yet.
    bool m_closed = false;
};

} // namespace saliscope

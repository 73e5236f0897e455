// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <optional>

#include "core/recipe/attribution.h"
#include "core/render/map_comparison.h"

namespace saliscope {

/// How alike maps are, told pair by pair off the GUI thread. GUI thread.
class BoardSimilarities : public QObject
{
    Q_OBJECT
public:
    explicit BoardSimilarities(QObject* parent = nullptr);
    ~BoardSimilarities() override;

    /// Of comparable maps. Nothing yet where it must be computed first: ready() tells.
    std::optional<MapSimilarity> of(const AttributionPtr& map, const AttributionPtr& reference);
    /// Lets go of the pairs with other references.
    void keepOnly(const AttributionPtr& reference);

Q_SIGNALS:
    void ready();

private:
    struct Pair
    {
        AttributionPtr map; ///< Kept alive: the pair is known by their addresses.
        AttributionPtr reference;
        std::optional<MapSimilarity> similarity;
    };
    using Key = std::pair<const Attribution*, const Attribution*>;

    QHash<Key, Pair> m_pairs;
    QThreadPool m_pool;
};

} // namespace saliscope

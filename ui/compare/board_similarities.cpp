// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/board_similarities.h"

namespace saliscope {

BoardSimilarities::BoardSimilarities(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

BoardSimilarities::~BoardSimilarities()
{
    m_pool.clear();
    m_pool.waitForDone();
}

std::optional<MapSimilarity> BoardSimilarities::of(const AttributionPtr& map, const AttributionPtr& reference)
{
    const Key key(map.get(), reference.get());
    if (const auto known = m_pairs.constFind(key); known != m_pairs.cend())
        return known->similarity;
    m_pairs.insert(key, {map, reference, {}});
    m_pool.start([this, key, map, reference] {
        const MapSimilarity similarity = compareMaps(map->map, reference->map);
        QMetaObject::invokeMethod(this, [this, key, similarity] {
            const auto pair = m_pairs.find(key);
            if (pair == m_pairs.end())
                return;
            pair->similarity = similarity;
            Q_EMIT ready();
        });
    });
    return std::nullopt;
}

void BoardSimilarities::keepOnly(const AttributionPtr& reference)
{
    m_pairs.removeIf([&reference](const auto& pair) { return pair.value().reference != reference; });
}

} // namespace saliscope

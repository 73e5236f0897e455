// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/result_cache.h"

namespace saliscope {

qint64 attributionBytes(const Attribution& attribution)
{
    const auto bytes = [](const FloatMap& map) { return qint64(map.values.size() * sizeof(float)); };
    qint64 sum = bytes(attribution.map) + bytes(attribution.standardError);
    for (const ReducedMap& reduced : attribution.reductions)
        sum += bytes(reduced.map) + bytes(reduced.standardError);
    return sum;
}

ResultCache::ResultCache(qint64 bytes)
    : m_maps(bytes)
{}

void ResultCache::keep(const RecipeKey& key, const AttributionPtr& map)
{
    m_maps.insert(key.computation, new Entry{key.reduction, map}, attributionBytes(*map));
}

AttributionPtr ResultCache::find(const RecipeKey& key)
{
    const Entry* entry = m_maps.object(key.computation);
    if (!entry)
        return nullptr;
    return entry->reduction == key.reduction ? entry->map : withReduction(entry->map, key.reduction);
}

} // namespace saliscope

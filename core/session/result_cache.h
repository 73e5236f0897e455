// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>

#include "core/recipe/attribution.h"
#include "core/recipe/recipe_key.h"

namespace saliscope {

/// Finished maps by what computes them; those not asked for longest go first when there are too many bytes.
class ResultCache
{
public:
    static constexpr qint64 DefaultBytes = 512LL << 20;

    explicit ResultCache(qint64 bytes = DefaultBytes);

    void keep(const RecipeKey& key, const AttributionPtr& map);
    /// The map of `key`, also where another reduction of the same computation was kept; or null.
    AttributionPtr find(const RecipeKey& key);
    void forget(const RecipeKey& key) { m_maps.remove(key.computation); }

private:
    struct Entry
    {
        QString reduction;
        AttributionPtr map;
    };
    QCache<QByteArray, Entry> m_maps; ///< By computation.
};

/// Bytes of the numbers in it.
qint64 attributionBytes(const Attribution& attribution);

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/attribution.h"

#include "core/base/strings.h"

namespace saliscope {

AttributionPtr withReduction(const AttributionPtr& attribution, const QString& id)
{
    if (!attribution || !attribution->reductions.contains(id))
        return nullptr;
    auto result = std::make_shared<Attribution>(*attribution);
    const ReducedMap& reduced = attribution->reductions[id];
    result->recipe.params.insert(u"reduction"_s, id);
    result->map = reduced.map;
    result->standardError = reduced.standardError;
    result->relativeError = reduced.relativeError;
    return result;
}

} // namespace saliscope

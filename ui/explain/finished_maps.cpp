// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/finished_maps.h"

#include <algorithm>

namespace saliscope {

void FinishedMaps::forgetClosed(const QList<OpenPicture>& open)
{
    m_maps.removeIf([&open](const auto& entry) {
        return std::none_of(open.begin(), open.end(), [&entry](const OpenPicture& photo) {
            return photo.picture.contentHash == entry.key();
        });
    });
}

AttributionPtr FinishedMaps::of(const Picture& photo, const ModelSource& model) const
{
    AttributionPtr map = m_maps.value(photo.contentHash);
    return map && map->recipe.model == model ? map : nullptr;
}

} // namespace saliscope

// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "core/recipe/attribution.h"
#include "core/session/session.h"

namespace saliscope {

/// The last map of every open photo whose computation has ended, complete or stopped, so that a figure can
/// show several photos. GUI thread.
class FinishedMaps
{
public:
    void keep(const AttributionPtr& map) { m_maps.insert(map->recipe.pictureHash, map); }
    void forgetClosed(const QList<OpenPicture>& open);
    /// Null when there is none that `model` gave.
    AttributionPtr of(const Picture& photo, const ModelSource& model) const;

private:
    QHash<QByteArray, AttributionPtr> m_maps; ///< By the photo's hash.
};

} // namespace saliscope

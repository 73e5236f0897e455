// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include "core/recipe/param_spec.h"

namespace saliscope {

/// What a number that judges maps is called, what it means and what it takes.
struct MetricInfo
{
    enum class Better
    {
        Higher,
        Lower
    };

    QString id;
    QString name;
    QString meaning; ///< One sentence for people who do not know it.
    Better better = Better::Higher;
    QList<ParamSpec> params;
    QString source;             ///< The paper.
    bool explainsAgain = false; ///< Makes the map many times over, so it takes as much longer.
    bool needsBox = false;      ///< Asks where in the photo the object is.
};

/// One metric to be computed.
struct MetricRecipe
{
    QString metric;
    ParamValues params; ///< Missing ones mean the default.
    QRectF box;         ///< Where the object is, in pixels of the photo; empty: not known.

    bool operator==(const MetricRecipe&) const = default;
};

} // namespace saliscope

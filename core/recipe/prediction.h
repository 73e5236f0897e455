// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/imaging/framing.h"

namespace saliscope {

struct ClassScore
{
    int index = -1;
    QString label;
    double probability = 0;
    double logit = 0;
};

/// What the model says about one image: every class, most probable first.
struct Prediction
{
    QList<ClassScore> classes;
    InputGeometry geometry;
    double seconds = 0;
};

} // namespace saliscope

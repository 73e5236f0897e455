// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/recipe/attribution.h"
#include "core/recipe/method_info.h"
#include "core/session/settings.h"

namespace saliscope {

class HintStrip;
class PredictionPanel;

/// Says beside a map of such a method that it hardly depends on the class, and offers to try another class.
/// Dismissed once, it does not come back. GUI thread.
class RulesHint : public QObject
{
    Q_OBJECT
public:
    RulesHint(HintStrip& strip, PredictionPanel& predictions, Settings& settings, QObject* parent);

    /// `attribution` may be null.
    void follow(const Attribution* attribution, const QList<MethodInfo>& methods);

private:
    HintStrip& m_strip;
    Settings& m_settings;
};

} // namespace saliscope

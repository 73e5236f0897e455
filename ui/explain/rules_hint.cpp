// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/rules_hint.h"

#include "ui/panels/prediction_panel.h"
#include "ui/widgets/hint_strip.h"

namespace saliscope {

RulesHint::RulesHint(HintStrip& strip, PredictionPanel& predictions, Settings& settings, QObject* parent)
    : QObject(parent)
    , m_strip(strip)
    , m_settings(settings)
{
    connect(&strip, &HintStrip::acted, &predictions, &PredictionPanel::chooseNext);
    connect(&strip, &HintStrip::dismissed, this,
            [this] { m_settings.setValue(Setting::RulesHintDismissed, true); });
}

void RulesHint::follow(const Attribution* attribution, const QList<MethodInfo>& methods)
{
    m_strip.setVisible(attribution && !m_settings.value(Setting::RulesHintDismissed).toBool() &&
                       usesRules(attribution->recipe.method, attribution->recipe.params, methods));
}

} // namespace saliscope

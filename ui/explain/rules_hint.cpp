// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/rules_hint.h"

#include <algorithm>

#include "ui/panels/prediction_panel.h"
#include "ui/widgets/hint_strip.h"

namespace saliscope {

bool usesRules(const QString& method, const ParamValues& params, const QList<MethodInfo>& methods)
{
    const auto info = std::find_if(methods.begin(), methods.end(),
                                   [&method](const MethodInfo& entry) { return entry.id == method; });
    if (info == methods.end())
        return false;
    const ParamValues values = info->completed(params);
    return info->family == MethodInfo::Family::Rules ||
           std::any_of(info->wraps.begin(), info->wraps.end(), [&](const QString& wrapping) {
               return usesRules(values.value(wrapping).toString(), wrappedParams(params, wrapping), methods);
           });
}

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

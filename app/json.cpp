// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json.h"

#include "core/base/strings.h"

namespace saliscope::app {

QJsonObject scoreJson(const ClassScore& score)
{
    return {{u"index"_s, score.index},
            {u"label"_s, score.label},
            {u"probability"_s, score.probability},
            {u"logit"_s, score.logit}};
}

QJsonObject targetJson(const Target& target, const ClassScore& score)
{
    QJsonObject json = scoreJson(score);
    json.insert(u"asked"_s, targetText(target));
    return json;
}

} // namespace saliscope::app

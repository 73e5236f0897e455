// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json.h"

#include <QJsonArray>

#include "core/base/strings.h"

namespace saliscope::app {
namespace {

QString allowed(const ParamSpec& spec)
{
    if (spec.kind == ParamSpec::Kind::Boolean)
        return u"true|false"_s;
    if (spec.kind == ParamSpec::Kind::Layer)
        return u"LAYER,..."_s;
    if (spec.kind == ParamSpec::Kind::Path)
        return u"FILE or FOLDER"_s;
    if (spec.kind != ParamSpec::Kind::Choice)
        return u"%1 to %2"_s.arg(spec.minimum).arg(spec.maximum);
    QStringList ids;
    for (const ParamSpec::Choice& choice : spec.choices)
        ids += choice.id;
    return ids.join(u'|');
}

} // namespace

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

QJsonObject paramJson(const ParamSpec& spec)
{
    static const QStringList kinds{u"integer"_s, u"real"_s, u"boolean"_s, u"choice"_s, u"layer"_s, u"path"_s};
    QJsonObject object{{u"id"_s, spec.id},
                       {u"name"_s, spec.name},
                       {u"kind"_s, kinds[int(spec.kind)]},
                       {u"default"_s, QJsonValue::fromVariant(spec.defaultValue)},
                       {u"help"_s, spec.help}};
    if (spec.kind == ParamSpec::Kind::Integer || spec.kind == ParamSpec::Kind::Real) {
        object.insert(u"minimum"_s, spec.minimum);
        object.insert(u"maximum"_s, spec.maximum);
        object.insert(u"unit"_s, spec.unit);
    }
    QJsonArray choices;
    for (const ParamSpec::Choice& choice : spec.choices)
        choices += QJsonObject{{u"id"_s, choice.id}, {u"name"_s, choice.name}};
    if (!choices.isEmpty())
        object.insert(u"choices"_s, choices);
    return object;
}

QString paramText(const ParamSpec& spec)
{
    return u"%1=%2  (%3)  %4"_s.arg(spec.id, spec.defaultValue.toString(), allowed(spec), spec.name);
}

} // namespace saliscope::app

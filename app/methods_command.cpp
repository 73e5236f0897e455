// SPDX-FileCopyrightText: 2026 Saliscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonObject>

#include "app/command.h"
#include "app/console.h"
#include "app/recipe_options.h"
#include "core/base/strings.h"
#include "core/engine/runner_loader.h"

namespace saliscope::app {
namespace {

void declare(QCommandLineParser& parser)
{
    parser.addOption({u"json"_s, u"One JSON document instead of text."_s});
}

QJsonObject json(const ParamSpec& spec)
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

QJsonObject json(const MethodInfo& method)
{
    QJsonArray params;
    for (const ParamSpec& spec : method.params)
        params += json(spec);
    QJsonArray presets;
    for (const Preset& preset : method.presets) {
        presets += QJsonObject{{u"id"_s, preset.id},
                               {u"name"_s, preset.name},
                               {u"remark"_s, preset.remark},
                               {u"params"_s, QJsonObject::fromVariantMap(preset.params)}};
    }
    return {{u"id"_s, method.id},
            {u"name"_s, method.name},
            {u"summary"_s, method.summary},
            {u"family"_s, familyName(method.family)},
            {u"produces"_s, method.produces == MethodInfo::Produces::Map ? u"map"_s : u"picture"_s},
            {u"params"_s, params},
            {u"presets"_s, presets},
            {u"source"_s, method.source}};
}

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

QString text(const MethodInfo& method)
{
    QString lines = u"%1: %2\n  %3"_s.arg(method.id, method.name, method.summary);
    for (const ParamSpec& spec : method.params)
        lines +=
            u"\n  %1=%2  (%3)  %4"_s.arg(spec.id, spec.defaultValue.toString(), allowed(spec), spec.name);
    for (const Preset& preset : method.presets)
        lines += u"\n  --preset %1  %2"_s.arg(preset.id, preset.remark);
    return lines + u'\n';
}

Expected<void> run(const QCommandLineParser& parser)
{
    const Expected<std::unique_ptr<Runner>> runner = openRunner();
    if (!runner)
        return tl::unexpected(runner.error());
    QJsonArray document;
    QStringList texts;
    for (const MethodInfo& method : (*runner)->methods()) {
        document += json(method);
        texts += text(method);
    }
    if (parser.isSet(u"json"_s))
        printJson(QJsonDocument(document));
    else
        printResult(texts.join(u'\n').trimmed());
    return {};
}

} // namespace

Command methodsCommand()
{
    return {u"methods"_s, u"Lists the methods with their parameters and presets."_s, declare, run};
}

} // namespace saliscope::app
